package dev.halftone.worker.webhook;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Delivers from the application's start to its stop, which waits for the attempts under way. */
final class DeliveryLifecycle implements SmartLifecycle {

    private final DeliveryRound round;
    private @Nullable Running running;

    DeliveryLifecycle(DeliveryRound round) {
        this.round = round;
    }

    @Override
    public synchronized void start() {
        if (running == null) {
            running = Running.begin(round);
        }
    }

    /** Cuts off the attempts under way; their deliveries are given back. */
    @Override
    public synchronized void stop() {
        if (running != null) {
            running.subscription().dispose();
            running = null;
        }
    }

    @Override
    public synchronized void stop(Runnable stopped) {
        if (running == null) {
            stopped.run();
            return;
        }
        running.finish(stopped);
        running = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return running != null;
    }

    private record Running(Sinks.Empty<Void> stop, Sinks.Empty<Void> ended, Disposable subscription) {

        static Running begin(DeliveryRound round) {
            Sinks.Empty<Void> stop = Sinks.empty();
            Sinks.Empty<Void> ended = Sinks.empty();
            Mono<Void> deliveries = round.until(stop.asMono()).doFinally(signal -> ended.tryEmitEmpty());
            return new Running(stop, ended, deliveries.subscribe());
        }

        void finish(Runnable stopped) {
            ended.asMono().doFinally(signal -> stopped.run()).subscribe();
            stop.tryEmitEmpty();
        }
    }
}

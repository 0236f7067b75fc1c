package dev.halftone.api.dispatch;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Dispatches for as long as the service runs. On a stop, the turn that is being taken is finished, if it can be soon. */
@Component
class Dispatcher implements SmartLifecycle {

    private static final Duration GRACE = Duration.ofSeconds(12);

    private final DispatchLoop loop;
    private volatile Sinks.Empty<Void> stop = Sinks.empty();
    private volatile Sinks.Empty<Void> ended = Sinks.empty();
    private volatile Disposable running = Disposables.disposed();

    Dispatcher(DispatchLoop loop) {
        this.loop = loop;
    }

    @Override
    public void start() {
        stop = Sinks.empty();
        ended = Sinks.empty();
        Sinks.Empty<Void> end = ended;
        running = loop.run(stop.asMono()).doFinally(_ -> end.tryEmitEmpty()).subscribe();
    }

    @Override
    public void stop(Runnable callback) {
        stop.tryEmitEmpty();
        Mono.firstWithSignal(ended.asMono(), Mono.delay(GRACE).then())
                .doFinally(_ -> {
                    running.dispose();
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public boolean isRunning() {
        return !running.isDisposed();
    }
}

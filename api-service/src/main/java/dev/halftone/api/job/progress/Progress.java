package dev.halftone.api.job.progress;

import dev.halftone.api.job.Job;
import dev.halftone.job.JobId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Follows jobs. */
@Component
public class Progress {

    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

    private final JobStates states;
    private final EventSettings settings;
    private final Streams streams;
    private final Sinks.Empty<Void> closing = Sinks.empty();

    Progress(JobStates states, EventSettings settings, Streams streams) {
        this.states = states;
        this.settings = settings;
        this.streams = streams;
    }

    /**
     * An event for every change that is seen after the given one; the last is the job's end. Comments between them keep the
     * connection. Ends early when the service stops or the database is away: whoever comes back goes on where it was. Fails with a
     * problem if the tenant, or everybody, has as many streams as may be.
     */
    Flux<ServerSentEvent<ProgressView>> after(long number, JobId id) {
        Flux<ServerSentEvent<ProgressView>> events = states.of(id)
                .filter(job -> ProgressView.number(job) > number)
                .distinctUntilChanged(ProgressView::number)
                .map(ProgressView::event)
                .publish(shared -> Flux.merge(shared, heartbeats().takeUntilOther(shared.ignoreElements())));
        return streams.counted(
                events.takeUntilOther(closing.asMono()).doOnError(this::note).onErrorComplete());
    }

    /**
     * The job once it has ended; nothing if it does not in that time, the service stops, or it cannot be followed. Whatever goes
     * wrong here, the job goes on.
     */
    public Mono<Job> ended(JobId id, Duration within) {
        Flux<Job> end = states.of(id).last().flux();
        return streams.counted(end.takeUntilOther(closing.asMono()))
                .take(within)
                .next()
                .doOnError(error -> LOG.debug("the end of a job is not waited for", error))
                .onErrorComplete();
    }

    private void note(Throwable error) {
        LOG.debug("a stream of events ends early", error);
    }

    private Flux<ServerSentEvent<ProgressView>> heartbeats() {
        return Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .map(_ -> ServerSentEvent.<ProgressView>builder().comment("").build());
    }

    /** Otherwise the web server's graceful stop would wait for every stream. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.tryEmitEmpty();
    }
}

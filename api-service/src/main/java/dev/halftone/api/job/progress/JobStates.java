package dev.halftone.api.job.progress;

import static java.util.Objects.requireNonNull;

import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;

/** The jobs that are followed. Each is asked for once, however many follow it. */
@Component
class JobStates {

    private final Jobs jobs;
    private final EventSettings settings;
    private final ConcurrentMap<Followed, Looks> followed = new ConcurrentHashMap<>();

    JobStates(Jobs jobs, EventSettings settings) {
        this.jobs = jobs;
        this.settings = settings;
    }

    /**
     * The job as it was last seen, and then from look to look until it has ended. Who is slow misses what was between, and holds
     * nobody up. Fails as {@link Jobs#require(JobId)} does.
     */
    Flux<Job> of(JobId id) {
        return Tenant.current()
                .map(tenant -> new Followed(tenant, id))
                .flatMapMany(job -> Flux.using(() -> join(job), looks -> looks.states, _ -> leave(job)))
                .onBackpressureLatest();
    }

    private Looks join(Followed job) {
        return requireNonNull(
                followed.compute(job, (_, looks) -> (looks == null ? new Looks(at(job)) : looks).joined()));
    }

    private void leave(Followed job) {
        followed.computeIfPresent(job, (_, looks) -> looks.left());
    }

    private Flux<Job> at(Followed job) {
        return jobs.require(job.id())
                .repeatWhen(read -> read.delayElements(settings.poll()))
                .takeUntil(state -> state.state().isTerminal())
                .contextWrite(job.tenant()::in);
    }

    private record Followed(Tenant tenant, JobId id) {}

    /**
     * At one job, for as long as it has followers, who are counted under the lock of its place in the map: Reactor's own
     * {@code refCount()} does not count one who leaves while it joins, and would then look without end.
     */
    private static final class Looks {

        private final Flux<Job> states;
        private final Disposable.Swap looking = Disposables.swap();
        private int followers;

        Looks(Flux<Job> source) {
            states = source.replay(1).autoConnect(1, looking::update);
        }

        Looks joined() {
            followers++;
            return this;
        }

        /** Nothing if that was the last. */
        @Nullable
        Looks left() {
            followers--;
            if (followers > 0) {
                return this;
            }
            looking.dispose();
            return null;
        }
    }
}

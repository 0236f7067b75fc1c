package dev.halftone.api.job;

import dev.halftone.job.JobId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Jobs as clients see them, links and all. */
@Component
public class JobViews {

    private final Jobs jobs;
    private final Failures failures;
    private final WaitingJobs waiting;
    private final PublicAddress address;

    JobViews(Jobs jobs, Failures failures, WaitingJobs waiting, PublicAddress address) {
        this.jobs = jobs;
        this.failures = failures;
        this.waiting = waiting;
        this.address = address;
    }

    /** With its retries, its first failures and, if it waits, its place. */
    public Mono<JobView> whole(Job job) {
        Mono<List<JobId>> retries = jobs.retries(job.id()).collectList();
        Mono<Optional<Integer>> place = waiting.place(job).singleOptional();
        return Mono.zip(retries, failures.first(job.id()), place)
                .map(read -> JobView.of(
                        job,
                        address.linksOf(job.id()),
                        read.getT1(),
                        read.getT2(),
                        read.getT3().orElse(null)));
    }

    public JobView brief(Job job) {
        return JobView.of(job, address.linksOf(job.id()));
    }
}

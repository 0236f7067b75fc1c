package dev.halftone.api.job;

import dev.halftone.job.JobId;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Jobs as clients see them, links and all. */
@Component
public class JobViews {

    private final Jobs jobs;
    private final Failures failures;
    private final PublicAddress address;

    JobViews(Jobs jobs, Failures failures, PublicAddress address) {
        this.jobs = jobs;
        this.failures = failures;
        this.address = address;
    }

    /** With its retries and its first failures. */
    public Mono<JobView> whole(Job job) {
        Mono<List<JobId>> retries = jobs.retries(job.id()).collectList();
        return Mono.zip(retries, failures.first(job.id()))
                .map(read -> JobView.of(job, address.linksOf(job.id()), read.getT1(), read.getT2()));
    }

    public JobView brief(Job job) {
        return JobView.of(job, address.linksOf(job.id()));
    }
}

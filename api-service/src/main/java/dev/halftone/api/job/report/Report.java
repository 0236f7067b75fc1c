package dev.halftone.api.job.report;

import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.output.OutputUrls;
import dev.halftone.job.JobId;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Writes the manifest back with what became of it. */
@Component
class Report {

    private final Jobs jobs;
    private final ReportRows rows;
    private final OutputUrls urls;

    Report(Jobs jobs, ReportRows rows, OutputUrls urls) {
        this.jobs = jobs;
        this.rows = rows;
        this.urls = urls;
    }

    /**
     * The report in pieces: its header, then page by page.
     *
     * @param followRetries whether an image that a retry made, or is about to, counts as that retry has it
     */
    Flux<String> csv(Job job, boolean followRetries) {
        return Mono.zip(urls.byKey(), family(job, followRetries))
                .flatMapMany(known -> pieces(new ReportCsv(job, known.getT1()), known.getT2()));
    }

    private Flux<String> pieces(ReportCsv csv, List<JobId> family) {
        return Mono.fromSupplier(csv::header)
                .concatWith(rows.pages(csv.job(), family)
                        // signing a page of URLs takes some time
                        .publishOn(Schedulers.parallel(), 1)
                        .map(csv::rows));
    }

    private Mono<List<JobId>> family(Job job, boolean followRetries) {
        return followRetries ? jobs.retries(job.id()).startWith(job.id()).collectList() : Mono.just(List.of(job.id()));
    }
}

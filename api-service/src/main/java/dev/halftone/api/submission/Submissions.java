package dev.halftone.api.submission;

import dev.halftone.api.job.Acceptance;
import dev.halftone.api.job.AcceptedJob;
import dev.halftone.api.job.AcceptedJob.Endpoint;
import dev.halftone.api.job.JobAcceptance;
import dev.halftone.api.job.PublicAddress;
import dev.halftone.api.manifest.ManifestReader;
import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.submission.Submission.Verdict;
import dev.halftone.egress.EgressPolicy;
import dev.halftone.job.JobState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes submissions: the rows go into PostgreSQL while the manifest arrives, and what becomes of them is decided at its end. */
@Component
final class Submissions {

    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

    private final Admission admission;
    private final ManifestReader manifests;
    private final BodyLimit limit;
    private final JobAcceptance jobs;
    private final PublicAddress address;
    private final EgressPolicy egress;
    private final Counter accepted;

    Submissions(
            Admission admission,
            ManifestReader manifests,
            BodyLimit limit,
            JobAcceptance jobs,
            PublicAddress address,
            EgressPolicy egress,
            MeterRegistry meters) {
        this.admission = admission;
        this.manifests = manifests;
        this.limit = limit;
        this.jobs = jobs;
        this.address = address;
        this.egress = egress;
        this.accepted = ApiMeter.JOBS_ACCEPTED.counter(meters);
    }

    /**
     * The answer, once what it says is durable. Whatever is refused fails as a problem, and leaves nothing behind.
     *
     * @param body gives each part of the submission, one after the other, to the function that it is given
     */
    Mono<SubmissionAnswer> submit(Function<Function<SubmissionPart, Mono<Void>>, Mono<Void>> body) {
        return admission
                .admit(thread -> begin(thread)
                        .flatMap(submission ->
                                jobs.inTransaction(acceptance -> submit(body, submission, acceptance, thread))))
                .doOnNext(this::count);
    }

    private void count(SubmissionAnswer answer) {
        if (answer instanceof SubmissionAnswer.Accepted) {
            accepted.increment();
        }
    }

    /** Off the event loop, as is the verdict: ids and secrets are made of random bytes, which are read from a file. */
    private Mono<Submission> begin(Scheduler thread) {
        return Mono.fromCallable(() -> new Submission(new Options(egress))).subscribeOn(thread);
    }

    private Mono<SubmissionAnswer> submit(
            Function<Function<SubmissionPart, Mono<Void>>, Mono<Void>> body,
            Submission submission,
            Acceptance acceptance,
            Scheduler thread) {
        return body.apply(part -> take(part, submission, acceptance, thread))
                .then(Mono.fromCallable(submission::verdict).subscribeOn(thread))
                .flatMap(verdict -> conclude(verdict, submission, acceptance));
    }

    private Mono<Void> take(SubmissionPart part, Submission submission, Acceptance acceptance, Scheduler thread) {
        return switch (part) {
            case SubmissionPart.Value(String name, String value) ->
                Mono.fromRunnable(() -> submission.options().add(name, value));
            case SubmissionPart.Manifest manifest -> {
                submission.beginManifest();
                yield acceptance.store(
                        submission.id(),
                        manifests.read(limit.apply(manifest.bytes()), thread).mapNotNull(submission::take));
            }
        };
    }

    private Mono<SubmissionAnswer> conclude(Verdict verdict, Submission submission, Acceptance acceptance) {
        return switch (verdict) {
            case Verdict.DryRun(SubmissionAnswer.Validated answer) -> Mono.just(answer);
            case Verdict.Accept(AcceptedJob job) ->
                acceptance.accept(job).then(Mono.fromSupplier(() -> answer(job, submission.options())));
        };
    }

    private SubmissionAnswer answer(AcceptedJob job, Options options) {
        LOG.atInfo()
                .addKeyValue("requestId", job.id())
                .log(
                        "accepting {} rows with {} images, {} rows rejected",
                        job.rows(),
                        job.images(),
                        job.rejectedRows());
        return new SubmissionAnswer.Accepted(
                job.id(),
                JobState.ACCEPTED.wireName(),
                job.rows(),
                job.images(),
                job.rejectedRows(),
                secretToTell(job.endpoint(), options),
                address.linksOf(job.id()));
    }

    private static @Nullable String secretToTell(@Nullable Endpoint endpoint, Options options) {
        return endpoint == null || options.hasSecret()
                ? null
                : endpoint.secret().text();
    }
}

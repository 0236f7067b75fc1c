package dev.halftone.api.submission;

import dev.halftone.api.job.Acceptance;
import dev.halftone.api.job.AcceptedJob;
import dev.halftone.api.job.AcceptedJob.Endpoint;
import dev.halftone.api.job.AcceptedRow;
import dev.halftone.api.job.IdempotencyKey;
import dev.halftone.api.job.JobAcceptance;
import dev.halftone.api.job.KeyClaim;
import dev.halftone.api.job.PublicAddress;
import dev.halftone.api.log.RequestIdInLogs;
import dev.halftone.api.manifest.ManifestLine;
import dev.halftone.api.manifest.ManifestReader;
import dev.halftone.api.submission.Submission.Verdict;
import dev.halftone.egress.EgressPolicy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes submissions: the rows go into PostgreSQL while the manifest arrives, and what becomes of them is decided at its end. */
@Component
final class Submissions {

    private static final Logger LOG = LoggerFactory.getLogger(Submissions.class);

    private final Admission admission;
    private final ManifestReader manifests;
    private final InlineImages images;
    private final JobAcceptance jobs;
    private final PublicAddress address;
    private final EgressPolicy egress;
    private final Idempotency idempotency;

    Submissions(
            Admission admission,
            ManifestReader manifests,
            InlineImages images,
            JobAcceptance jobs,
            PublicAddress address,
            EgressPolicy egress,
            Idempotency idempotency) {
        this.admission = admission;
        this.manifests = manifests;
        this.images = images;
        this.jobs = jobs;
        this.address = address;
        this.egress = egress;
        this.idempotency = idempotency;
    }

    /**
     * The answer, once what it says is durable. Whatever is refused fails as a problem, and leaves nothing behind.
     *
     * @param key what the client calls it, if anything: sent again with the same, it is answered with the first job
     */
    Mono<SubmissionAnswer> submit(@Nullable IdempotencyKey key, SubmissionBody body) {
        return admission.admit(thread -> begin(key, thread)
                .flatMap(submission -> jobs.inTransaction(acceptance -> submit(body, submission, acceptance, thread))
                        .contextWrite(context -> RequestIdInLogs.with(context, submission.id()))));
    }

    /** Off the event loop, as is the verdict: ids and secrets are made of random bytes, which are read from a file. */
    private Mono<Submission> begin(@Nullable IdempotencyKey key, Scheduler thread) {
        return Mono.fromCallable(() -> new Submission(new Options(egress), key)).subscribeOn(thread);
    }

    private Mono<SubmissionAnswer> submit(
            SubmissionBody body, Submission submission, Acceptance acceptance, Scheduler thread) {
        IdempotencyKey key = submission.key();
        return key == null
                ? accept(body, submission, acceptance, thread)
                : idempotency.once(
                        key,
                        acceptance,
                        () -> accept(body, submission, acceptance, thread),
                        first -> repeat(body, submission, first));
    }

    private Mono<SubmissionAnswer> accept(
            SubmissionBody body, Submission submission, Acceptance acceptance, Scheduler thread) {
        return body.forEach(part -> take(
                                part,
                                submission,
                                manifest -> acceptance.store(submission.id(), rows(manifest, submission, thread)))
                        // at once, so that nothing is stored of a manifest that follows a wrong value
                        .then(Mono.defer(() -> submission.options().settle(acceptance))))
                .then(Mono.fromCallable(submission::verdict).subscribeOn(thread))
                .flatMap(verdict -> conclude(verdict, submission, acceptance));
    }

    private Flux<AcceptedRow> rows(SubmissionPart.Manifest manifest, Submission submission, Scheduler thread) {
        Flux<ManifestLine> lines = manifests.read(submission.beginManifest(manifest), manifest.format(), thread);
        Flux<ManifestLine> withoutImages = manifest.format().hasInlineImages()
                ? lines.transform(all -> images.takeOut(all, submission::isStoring))
                : lines;
        return withoutImages.mapNotNull(submission::take);
    }

    /** Reads all of it, but only to know whether it is the same. */
    private Mono<SubmissionAnswer> repeat(SubmissionBody body, Submission submission, KeyClaim.Used first) {
        return body.forEach(part -> take(part, submission, manifest -> discard(submission.beginManifest(manifest))))
                .then(Mono.fromRunnable(() -> submission.requireSameAs(first)))
                .then(Mono.fromSupplier(() -> again(first, submission.options())))
                .contextWrite(context -> RequestIdInLogs.with(context, first.job()));
    }

    private Mono<Void> take(
            SubmissionPart part, Submission submission, Function<SubmissionPart.Manifest, Mono<Void>> manifestTaker) {
        return switch (part) {
            case SubmissionPart.Value(String name, String value) ->
                Mono.fromRunnable(() -> submission.options().add(name, value));
            case SubmissionPart.Manifest manifest -> manifestTaker.apply(manifest);
        };
    }

    private static Mono<Void> discard(Flux<DataBuffer> bytes) {
        return bytes.doOnNext(DataBufferUtils::release).then();
    }

    private Mono<SubmissionAnswer> conclude(Verdict verdict, Submission submission, Acceptance acceptance) {
        return switch (verdict) {
            case Verdict.DryRun(SubmissionAnswer.Validated answer) -> Mono.just(answer);
            case Verdict.Accept(AcceptedJob job) ->
                acceptance.accept(job).then(Mono.fromSupplier(() -> answer(job, submission.options())));
        };
    }

    private SubmissionAnswer answer(AcceptedJob job, Options options) {
        LOG.info("accepting {} rows with {} images, {} rows rejected", job.rows(), job.images(), job.rejectedRows());
        Endpoint endpoint = job.endpoint();
        String secret = endpoint == null ? null : endpoint.secret().text();
        return SubmissionAnswer.Accepted.of(job, secretToTell(secret, options), address.linksOf(job.id()));
    }

    private SubmissionAnswer again(KeyClaim.Used first, Options options) {
        LOG.info("sent again, and answered as before");
        return SubmissionAnswer.Accepted.again(
                first, secretToTell(first.webhookSecret(), options), address.linksOf(first.job()));
    }

    private static @Nullable String secretToTell(@Nullable String secret, Options options) {
        return options.hasSecret() ? null : secret;
    }
}

package dev.halftone.api.image;

import dev.halftone.api.job.Acceptance;
import dev.halftone.api.job.AcceptedJob;
import dev.halftone.api.job.AcceptedJob.Endpoint;
import dev.halftone.api.job.IdempotencyKey;
import dev.halftone.api.job.JobAcceptance;
import dev.halftone.api.job.KeyClaim;
import dev.halftone.api.job.PublicAddress;
import dev.halftone.api.log.RequestIdInLogs;
import dev.halftone.api.submission.Admission;
import dev.halftone.api.submission.Idempotency;
import dev.halftone.api.submission.Options;
import dev.halftone.api.submission.SubmissionAnswer;
import dev.halftone.api.upload.Uploads;
import dev.halftone.egress.EgressPolicy;
import dev.halftone.upload.Upload;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Takes images that are sent: their bytes go into the object store while they arrive, and become a job once all have. */
@Component
class Sending {

    private static final Logger LOG = LoggerFactory.getLogger(Sending.class);

    private final Admission admission;
    private final Uploads uploads;
    private final JobAcceptance jobs;
    private final Idempotency idempotency;
    private final PublicAddress address;
    private final EgressPolicy egress;
    private final long maxBytes;

    Sending(
            Admission admission,
            Uploads uploads,
            JobAcceptance jobs,
            Idempotency idempotency,
            PublicAddress address,
            EgressPolicy egress,
            ImageSettings settings) {
        this.admission = admission;
        this.uploads = uploads;
        this.jobs = jobs;
        this.idempotency = idempotency;
        this.address = address;
        this.egress = egress;
        this.maxBytes = settings.maxBytes().toBytes();
    }

    /** The answer, once its job is durable. Of whatever is refused no job is left; what was stored of it is deleted later. */
    Mono<SubmissionAnswer.Accepted> send(Flux<PartEvent> parts, @Nullable IdempotencyKey key) {
        return admission.admit(thread -> Mono.fromCallable(() -> new Arrival(new Options(egress)))
                // ids are made of random bytes, which are read from a file
                .subscribeOn(thread)
                .flatMap(arrival -> receive(parts, arrival, thread)
                        .then(Mono.fromRunnable(arrival::requireImages))
                        .then(jobs.inTransaction(acceptance -> accept(arrival, key, acceptance, thread)))
                        .contextWrite(context -> RequestIdInLogs.with(context, arrival.id()))));
    }

    private Mono<Void> receive(Flux<PartEvent> parts, Arrival arrival, Scheduler thread) {
        return new ImageForm(parts)
                .forEach(
                        arrival::field,
                        (name, bytes) -> Mono.fromCallable(() -> arrival.begin(name))
                                .subscribeOn(thread)
                                .flatMap(upload -> keep(upload, bytes, arrival)));
    }

    private Mono<Void> keep(Upload upload, Flux<DataBuffer> bytes, Arrival arrival) {
        JudgedImage image = new JudgedImage(maxBytes);
        return uploads.store(upload, image.judge(bytes))
                .doOnSuccess(_ -> arrival.stored(upload, image.sha256()))
                .onErrorResume(
                        JudgedImage.FaultException.class,
                        refused -> Mono.fromRunnable(() -> arrival.refused(upload, refused.fault())));
    }

    private Mono<SubmissionAnswer.Accepted> accept(
            Arrival arrival, @Nullable IdempotencyKey key, Acceptance acceptance, Scheduler thread) {
        return key == null
                ? store(arrival, null, acceptance, thread)
                : idempotency.once(
                        key, acceptance, () -> store(arrival, key, acceptance, thread), first -> again(arrival, first));
    }

    private Mono<SubmissionAnswer.Accepted> store(
            Arrival arrival, @Nullable IdempotencyKey key, Acceptance acceptance, Scheduler thread) {
        return arrival.options()
                .settle(acceptance)
                .then(Mono.fromCallable(() -> arrival.job(key)).subscribeOn(thread))
                .flatMap(job -> acceptance
                        .store(job.id(), Flux.fromIterable(arrival.rows()))
                        .then(Mono.defer(() -> acceptance.accept(job)))
                        .then(Mono.fromSupplier(() -> answer(job, arrival.options()))));
    }

    private SubmissionAnswer.Accepted answer(AcceptedJob job, Options options) {
        LOG.info("accepting {} images that were sent", job.images());
        return SubmissionAnswer.Accepted.of(job, secretToTell(job.endpoint(), options), address.linksOf(job.id()));
    }

    private static @Nullable String secretToTell(@Nullable Endpoint endpoint, Options options) {
        return endpoint == null || options.hasSecret()
                ? null
                : endpoint.secret().text();
    }

    private Mono<SubmissionAnswer.Accepted> again(Arrival arrival, KeyClaim.Used first) {
        Idempotency.requireSame(first, arrival.fingerprint());
        LOG.info("sent again, and answered as before");
        return Mono.just(SubmissionAnswer.Accepted.again(
                first, arrival.options().hasSecret() ? null : first.webhookSecret(), address.linksOf(first.job())));
    }
}

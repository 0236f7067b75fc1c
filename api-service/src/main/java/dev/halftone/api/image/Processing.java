package dev.halftone.api.image;

import dev.halftone.api.job.Acceptance;
import dev.halftone.api.job.AcceptedJob;
import dev.halftone.api.job.AcceptedJob.Endpoint;
import dev.halftone.api.job.AcceptedJob.KeptKey;
import dev.halftone.api.job.AcceptedJob.Strictness;
import dev.halftone.api.job.AcceptedRow;
import dev.halftone.api.job.IdempotencyKey;
import dev.halftone.api.job.JobAcceptance;
import dev.halftone.api.job.KeyClaim;
import dev.halftone.api.job.PublicAddress;
import dev.halftone.api.job.image.Original;
import dev.halftone.api.job.image.Originals;
import dev.halftone.api.submission.Admission;
import dev.halftone.api.submission.Idempotency;
import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import dev.halftone.outcome.Sha256;
import dev.halftone.upload.Upload;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Makes jobs of images that other jobs have: they are fetched again from where they came, and what is new of them is made. */
@Component
class Processing {

    private static final List<String> COLUMNS = List.of("Image Id", "S. No.", "Product Name", "Input Image Urls");

    private final Admission admission;
    private final Originals originals;
    private final JobAcceptance jobs;
    private final Idempotency idempotency;
    private final PublicAddress address;

    Processing(
            Admission admission,
            Originals originals,
            JobAcceptance jobs,
            Idempotency idempotency,
            PublicAddress address) {
        this.admission = admission;
        this.originals = originals;
        this.jobs = jobs;
        this.idempotency = idempotency;
        this.address = address;
    }

    /** The answer, once its job is durable; the same job for the same images and renditions, as long as there is it. */
    Mono<ProcessAnswer> process(ProcessRequest request, @Nullable IdempotencyKey key) {
        return sorted(request.ids()).flatMap(sorted -> {
            sorted.requireSome();
            return sorted.accepted().isEmpty()
                    ? Mono.just(ProcessAnswer.ofNothing())
                    : admission.admit(thread -> jobs.inTransaction(
                            acceptance -> process(new Work(request, sorted, key), acceptance, thread)));
        });
    }

    private Mono<Sorted> sorted(List<String> ids) {
        List<ImageId> known = ids.stream()
                .map(Sorted::parse)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return originals.of(known).collectMap(Original::id).map(found -> Sorted.of(ids, found));
    }

    /** What is asked for, and of which of the images. */
    private record Work(
            ProcessRequest request, Sorted sorted, @Nullable IdempotencyKey key) {

        Sha256 asked() {
            return request.asked(sorted.ids());
        }
    }

    private Mono<ProcessAnswer> process(Work work, Acceptance acceptance, Scheduler thread) {
        IdempotencyKey key = work.key();
        return key == null
                ? once(work, acceptance, thread)
                : idempotency.once(key, acceptance, () -> once(work, acceptance, thread), first -> again(work, first));
    }

    private Mono<ProcessAnswer> again(Work work, KeyClaim.Used first) {
        Idempotency.requireSame(first, work.request().fingerprint());
        return Mono.just(answer(work, first.job(), first.webhookSecret()));
    }

    private Mono<ProcessAnswer> once(Work work, Acceptance acceptance, Scheduler thread) {
        return acceptance
                .askedBefore(work.asked())
                .map(before -> answer(work, before.job(), before.webhookSecret()))
                .switchIfEmpty(Mono.defer(() -> accept(work, acceptance, thread)));
    }

    /** Off the event loop: ids and secrets are made of random bytes, which are read from a file. */
    private Mono<ProcessAnswer> accept(Work work, Acceptance acceptance, Scheduler thread) {
        return work.request()
                .options()
                .settle(acceptance)
                .then(Mono.fromCallable(() -> job(work)).subscribeOn(thread))
                .flatMap(job -> acceptance
                        .store(job.id(), rows(work.sorted().accepted()))
                        .then(Mono.defer(() -> acceptance.accept(job)))
                        .then(Mono.defer(() -> acceptance.keepAsked(job.id(), work.asked())))
                        .then(Mono.fromSupplier(() -> answer(work, job.id(), secret(job.endpoint())))));
    }

    private static AcceptedJob job(Work work) {
        int images = work.sorted().accepted().size();
        IdempotencyKey key = work.key();
        return new AcceptedJob(
                JobId.next(),
                Strictness.STRICT,
                COLUMNS,
                work.request().options().settled(),
                work.request().options().analyses(),
                images,
                images,
                work.sorted().accepted().stream()
                        .anyMatch(image -> Upload.of(image.source()).isPresent()),
                0,
                List.of(),
                work.request().options().endpoint(),
                key == null ? null : new KeptKey(key, work.request().fingerprint()));
    }

    private static Flux<AcceptedRow> rows(List<Original> images) {
        return Flux.fromStream(
                () -> IntStream.range(0, images.size()).mapToObj(index -> row(index + 1, images.get(index))));
    }

    private static AcceptedRow row(int number, Original image) {
        return new AcceptedRow(
                number,
                number,
                image.serialNumber(),
                image.productName(),
                List.of(image.source()),
                List.of(
                        image.id().toString(),
                        image.serialNumber(),
                        image.productName(),
                        Upload.shown(image.source())));
    }

    private static @Nullable String secret(@Nullable Endpoint endpoint) {
        return endpoint == null ? null : endpoint.secret().text();
    }

    private ProcessAnswer answer(Work work, JobId job, @Nullable String webhookSecret) {
        return new ProcessAnswer(
                job,
                work.sorted().ids(),
                work.sorted().rejected(),
                work.request().options().hasSecret() ? null : webhookSecret,
                address.linksOf(job));
    }
}

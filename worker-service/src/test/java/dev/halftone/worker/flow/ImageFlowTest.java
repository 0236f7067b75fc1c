package dev.halftone.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.analysis.Analyses;
import dev.halftone.analysis.Analysis;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.ImageId;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.image.Steps;
import dev.halftone.job.JobId;
import dev.halftone.outcome.AnalysisResult;
import dev.halftone.outcome.Ending;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.outcome.Md5;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.Sha256;
import dev.halftone.outcome.StoredRendition;
import dev.halftone.row.Source;
import dev.halftone.worker.fetch.FetchedImage;
import dev.halftone.worker.fetch.PostponedException;
import dev.halftone.worker.meter.WorkerMeter;
import dev.halftone.worker.process.EncodedRendition;
import dev.halftone.worker.process.ProcessedImage;
import dev.halftone.worker.process.Wanted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.ChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class ImageFlowTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(2);
    private static final Md5 MD5 = new Md5("34".repeat(16));
    private static final Sha256 SHA = new Sha256("12".repeat(32));
    private static final String WATERMARK = "{'operation':'watermark','image':'" + Steps.MARK + "'}";
    private static final Source SOURCE = new Source(0, "https://example.com/a.jpg");
    private static final String KEY = "renditions/12/" + SHA + "/" + Pipeline.DEFAULT.fingerprint() + ".jpg";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MemoryStore store = new MemoryStore();
    private final List<StoredRendition> stored = Collections.synchronizedList(new ArrayList<>());
    private final Set<Analysis> known = new HashSet<>();
    private final AtomicInteger processed = new AtomicInteger();
    private final AtomicReference<Mono<FetchedImage>> fetching =
            new AtomicReference<>(Mono.just(new FetchedImage(new byte[1000], SHA, MD5, 2)));
    private final AtomicReference<Mono<Void>> processing = new AtomicReference<>(Mono.empty());
    private final Notes notes = new Notes();
    private final Budget budget = new Budget(100_000);
    private final ImageFlow flow = flow();

    @AfterEach
    void everyByteIsGivenBack() {
        assertThat(budget.held()).isZero();
    }

    @Test
    void anImageIsFetchedProcessedAndStoredAtAKeyMadeOfItsContentAndPipeline() {
        Outcome.Succeeded outcome = succeed(image(Rendition.DEFAULT));
        assertThat(outcome.attempts()).isEqualTo(2);
        assertThat(outcome.source().bytes()).isEqualTo(1000);
        assertThat(outcome.renditions())
                .containsExactly(new StoredRendition(
                        "compressed",
                        Pipeline.DEFAULT.fingerprint(),
                        KEY,
                        ImageFormat.JPEG,
                        500,
                        4,
                        3,
                        70,
                        Ending.TARGET_MET));
        assertThat(store.objects).containsOnlyKeys(KEY);
    }

    @Test
    void whatIsStoredAlreadyIsReused() {
        stored.addAll(succeed(image(Rendition.DEFAULT)).renditions());
        assertThat(succeed(image(Rendition.DEFAULT)).renditions()).isEqualTo(stored);
        assertThat(processed).hasValue(1);
        assertThat(store.puts).hasValue(1);
    }

    @Test
    void whatIsGoneFromTheStoreIsMadeAgain() {
        stored.addAll(succeed(image(Rendition.DEFAULT)).renditions());
        store.objects.clear();
        succeed(image(Rendition.DEFAULT));
        assertThat(store.objects).containsOnlyKeys(KEY);
    }

    @Test
    void onlyMissingRenditionsAreMadeAndAllAreNamedAndOrderedAsAsked() {
        stored.addAll(succeed(image(Rendition.DEFAULT)).renditions());
        Rendition half = new Rendition("half", Pipeline.DEFAULT);
        Rendition small = new Rendition("small", Pipeline.read(List.of(Map.of("operation", "resize", "width", 2))));
        Rendition same = new Rendition("same", Pipeline.DEFAULT);
        assertThat(succeed(image(List.of(small, half, same))).renditions())
                .extracting(StoredRendition::name)
                .containsExactly("small", "half", "same");
        assertThat(processed).hasValue(2);
        assertThat(store.puts).hasValue(2);
    }

    @Test
    void onlyWhatIsNotKnownIsAnalysedAndOnlyThat() {
        stored.addAll(succeed(image(Rendition.DEFAULT)).renditions());
        List<Analysis> asked = Analyses.named(List.of("md5", "blurhash"));
        known.add(asked.getFirst());
        processing.set(Mono.fromRunnable(() -> assertThat(notes.noted).hasSize(1)));
        Outcome.Succeeded outcome = succeed(image(1, new Wanted(Rendition.DEFAULT, asked)));
        assertThat(outcome.analyses()).containsExactly(new AnalysisResult("blurhash", "found"));
        assertThat(outcome.renditions()).isEqualTo(stored);
        assertThat(processed).hasValue(2);
        assertThat(store.puts).hasValue(1);
        known.addAll(asked);
        processing.set(Mono.fromRunnable(() -> assertThat(notes.noted).isEmpty()));
        assertThat(succeed(image(1, new Wanted(Rendition.DEFAULT, asked))).analyses())
                .isEmpty();
        assertThat(processed).hasValue(2);
    }

    @Test
    void theSameBytesThatComeAtOnceAreProcessedOnce() {
        Sinks.Empty<Void> gate = Sinks.empty();
        processing.set(gate.asMono());
        Flux.range(1, 5)
                .flatMap(row -> flow.outcome(image(row, Rendition.DEFAULT)), 5)
                .map(Outcome::image)
                .collectList()
                .as(StepVerifier::create)
                .then(gate::tryEmitEmpty)
                .assertNext(images -> assertThat(images).doesNotHaveDuplicates().hasSize(5))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(processed).hasValue(1);
        assertThat(store.puts).hasValue(1);
    }

    @Test
    void theImagesOwnFailureIsItsOutcome() {
        fetching.set(Mono.error(new ImageFailureException(FailureReason.HTTP_STATUS, 404, 3)));
        assertThat(end(image(Rendition.DEFAULT))).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(FailureReason.HTTP_STATUS);
            assertThat(failed.httpStatus()).isEqualTo(404);
            assertThat(failed.attempts()).isEqualTo(3);
        });
    }

    @Test
    void aFailureOfProcessingTellsHowOftenTheSourceWasAskedFor() {
        processing.set(Mono.error(new ImageFailureException(FailureReason.CORRUPT)));
        assertThat(end(image(Rendition.DEFAULT))).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(FailureReason.CORRUPT);
            assertThat(failed.attempts()).isEqualTo(2);
        });
    }

    @Test
    void anIllStoreIsWaitedOutAndCountedButNeverTheImagesFailure() {
        store.illness.set(3);
        succeed(image(Rendition.DEFAULT));
        assertThat(meters.counter(WorkerMeter.RETRIES.meterName(), "step", "store")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void anUnexpectedErrorOfAStepIsTriedAgain() {
        AtomicInteger errors = new AtomicInteger(2);
        processing.set(Mono.defer(
                () -> errors.getAndDecrement() > 0 ? Mono.error(new IllegalStateException("ours")) : Mono.empty()));
        succeed(image(Rendition.DEFAULT));
    }

    @Test
    void aDefectEndsTheImageAndAnOutageDoesNot() {
        processing.set(Mono.error(new IllegalStateException("a defect")));
        assertFails(FailureReason.PROCESSING_FAILED);
        processing.set(Mono.empty());
        AtomicInteger outage = new AtomicInteger(8);
        fetching.set(Mono.defer(() -> outage.getAndDecrement() > 0
                ? Mono.error(new ChannelException("too many open files"))
                : Mono.just(new FetchedImage(new byte[1000], SHA, MD5, 1))));
        succeed(image(Rendition.DEFAULT));
        fetching.set(Mono.error(new IllegalStateException("a defect")));
        assertFails(FailureReason.PROCESSING_FAILED);
    }

    @Test
    void anImageThatEndedItsWorkerOftenEnoughIsPoisonAndNotTouched() {
        fetching.set(Mono.error(new AssertionError("fetched")));
        Image image = new Image(new ImageId(JobId.next(), 1, 0), SOURCE, Wanted.of(Rendition.DEFAULT), 2, 3);
        assertThat(end(image)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
            assertThat(failed.reason()).isEqualTo(FailureReason.POISON);
            assertThat(failed.attempts()).isEqualTo(2);
        });
    }

    @Test
    void onlyWhatIsDecodedIsNoted() {
        processing.set(Mono.fromRunnable(() -> assertThat(notes.noted).hasSize(1)));
        stored.addAll(succeed(image(Rendition.DEFAULT)).renditions());
        processing.set(Mono.fromRunnable(() -> assertThat(notes.noted).isEmpty()));
        succeed(image(Rendition.DEFAULT));
        assertThat(notes.noted).isEmpty();
    }

    @Test
    void anImageWhoseWatermarkIsGoneEndsSoAndIsNotDecoded() {
        processing.set(Mono.error(new AssertionError("decoded")));
        assertThat(end(image(List.of(new Rendition("out", Steps.accepted(WATERMARK))))))
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> {
                    assertThat(failed.reason()).isEqualTo(FailureReason.WATERMARK_MISSING);
                    assertThat(failed.attempts()).isEqualTo(2);
                });
        processing.set(Mono.empty());
        store.objects.put(Steps.MARK_OBJECT, new byte[10]);
        succeed(image(List.of(new Rendition("out", Steps.accepted(WATERMARK)))));
    }

    @Test
    void aPostponedImageHasNoOutcome() {
        PostponedException postponed = new PostponedException(1, Duration.ofHours(1));
        fetching.set(Mono.error(postponed));
        flow.outcome(image(Rendition.DEFAULT))
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error).isSameAs(postponed))
                .verify(TIMEOUT);
    }

    @Test
    void anImageThatComesToNoEndFailsAtItsTimeLimit() {
        fetching.set(Mono.never());
        assertFails(FailureReason.TIMEOUT);
        fetching.set(Mono.just(new FetchedImage(new byte[1000], SHA, MD5, 1)));
        processing.set(Mono.never());
        assertFails(FailureReason.PROCESSING_TIMEOUT);
    }

    @Test
    void cancellingGivesTheBytesBack() {
        fetching.set(Mono.never());
        StepVerifier.create(flow.outcome(image(Rendition.DEFAULT)))
                .expectSubscription()
                .then(() -> assertThat(budget.held()).isEqualTo(4_000))
                .thenCancel()
                .verify(TIMEOUT);
    }

    private Outcome.Succeeded succeed(Image image) {
        return (Outcome.Succeeded) end(image);
    }

    private void assertFails(FailureReason reason) {
        assertThat(end(image(Rendition.DEFAULT)))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).isEqualTo(reason));
    }

    private Outcome end(Image image) {
        return flow.outcome(image).blockOptional(TIMEOUT).orElseThrow();
    }

    private static Image image(List<Rendition> renditions) {
        return image(1, renditions);
    }

    private static Image image(int row, List<Rendition> renditions) {
        return image(row, Wanted.of(renditions));
    }

    private static Image image(int row, Wanted wanted) {
        return new Image(new ImageId(JobId.next(), row, 0), SOURCE, wanted, 0, 0);
    }

    private ImageFlow flow() {
        FlowSettings settings = new FlowSettings(4, 4, null, TIME_LIMIT, 5, Duration.ofMillis(300), TIMEOUT);
        OwnFailures ownFailures = new OwnFailures(meters, settings);
        ImageMeters imageMeters = new ImageMeters(meters);
        Renditions renditions = new Renditions(
                (source, wanted) -> Flux.fromIterable(List.copyOf(stored)),
                (source, wanted) -> Mono.fromSupplier(() -> wanted.stream()
                        .filter(analysis -> !known.contains(analysis))
                        .toList()),
                this::process,
                new StoredPictures(store, 4_000, ownFailures),
                store,
                new DecodeGate(3, notes::begun, notes::survived, ownFailures),
                ownFailures,
                TIME_LIMIT,
                imageMeters);
        Sources sources =
                new Sources((source, made) -> Mono.defer(fetching::get), store, 4_000, ownFailures, TIME_LIMIT);
        return new ImageFlow(sources, renditions, budget, 3, imageMeters);
    }

    private Mono<ProcessedImage> process(FetchedImage fetched, Wanted wanted, Map<String, byte[]> pictures) {
        return Mono.defer(processing::get).then(Mono.fromSupplier(() -> {
            processed.addAndGet(wanted.isNothing() ? 0 : 1);
            return new ProcessedImage(
                    ImageFormat.JPEG,
                    4,
                    3,
                    1,
                    wanted.renditions().stream()
                            .map(rendition -> encoded(fetched.bytes(), rendition))
                            .toList(),
                    wanted.analyses().stream()
                            .map(analysis -> new AnalysisResult(analysis.name(), "found"))
                            .toList());
        }));
    }

    private static EncodedRendition encoded(byte[] source, Rendition rendition) {
        return new EncodedRendition(
                rendition, ImageFormat.JPEG, new byte[source.length / 2], 4, 3, 70, Ending.TARGET_MET);
    }
}

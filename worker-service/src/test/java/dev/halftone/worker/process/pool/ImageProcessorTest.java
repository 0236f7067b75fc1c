package dev.halftone.worker.process.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.analysis.Analyses;
import dev.halftone.image.Compress;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.AnalysisResult;
import dev.halftone.outcome.Ending;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.process.ProcessSettings;
import dev.halftone.worker.process.ProcessedImage;
import dev.halftone.worker.process.Wanted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A real child process: what it answers, and what happens when it dies, hangs, or is not wanted any more. */
@EnabledOnOs(OS.LINUX) // where children are watched through /proc
class ImageProcessorTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final byte[] PHOTO = TestImages.read("formats/Portrait_8.jpg");

    private static final int SHARE = 3;

    /** Takes seconds to encode. */
    private static final List<Rendition> SLOW =
            List.of(new Rendition("slow", Pipeline.read(List.of(Map.of("operation", "convert", "format", "avif")))));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ImageProcessor processor = processor(1, Duration.ofMinutes(2), SHARE);

    private ImageProcessor processor(int threads, Duration timeout, int imagesPerChild) {
        return new ImageProcessor(
                new ProcessSettings(
                        threads,
                        timeout,
                        50_000_000,
                        500,
                        DataSize.ofGigabytes(1),
                        DataSize.ofMegabytes(64),
                        imagesPerChild,
                        3),
                meters);
    }

    @AfterEach
    void endChildren() {
        processor.destroy();
    }

    @Test
    void allChildrenAreReadyBeforeTheFirstImageComes() {
        ImageProcessor three = processor(3, Duration.ofMinutes(2), SHARE);
        try {
            assertThat(ChildProcesses.alive()).hasSize(1 + 3);
        } finally {
            three.destroy();
        }
    }

    @Test
    void whatAChildMakesComesBackWhole() {
        List<Rendition> renditions = List.of(
                new Rendition("half", Pipeline.DEFAULT),
                new Rendition("coarse", new Pipeline(List.of(Compress.atQuality(30)))));
        process(PHOTO, renditions)
                .as(StepVerifier::create)
                .assertNext(image -> {
                    assertThat(image)
                            .returns(ImageFormat.JPEG, ProcessedImage::format)
                            .returns(450, ProcessedImage::width)
                            .returns(600, ProcessedImage::height)
                            .returns(1, ProcessedImage::frames);
                    assertThat(image.renditions()).hasSize(2);
                    assertThat(image.renditions().getFirst()).satisfies(half -> {
                        assertThat(half.ending()).isEqualTo(Ending.TARGET_MET);
                        assertThat(half.rendition()).isEqualTo(renditions.getFirst());
                        assertThat(half.bytes().length).isBetween(PHOTO.length / 3, PHOTO.length / 2);
                    });
                    assertThat(image.renditions().getLast()).satisfies(coarse -> {
                        assertThat(coarse.ending()).isNull();
                        assertThat(coarse.quality()).isEqualTo(30);
                        assertThat(coarse.format()).isEqualTo(ImageFormat.JPEG);
                        assertThat(coarse.bytes()).startsWith(0xff, 0xd8, 0xff);
                    });
                })
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void analysesAreRunInAChild() {
        process(PHOTO, new Wanted(List.of(), Analyses.named(List.of("blurhash", "dimensions"))))
                .as(StepVerifier::create)
                .assertNext(image -> {
                    assertThat(image.renditions()).isEmpty();
                    assertThat(image.analyses()).hasSize(2);
                    assertThat(image.analyses().getFirst())
                            .isEqualTo(
                                    new AnalysisResult("dimensions", Map.of("width", 450, "height", 600, "frames", 1)));
                    assertThat(image.analyses().getLast().value()).asString().hasSize(28);
                })
                .expectComplete()
                .verify(TIMEOUT);
    }

    @ParameterizedTest
    @CsvSource({
        "truncated.jpg, TRUNCATED",
        "corrupt-header.jpg, CORRUPT",
        "check.svg, UNSUPPORTED_FORMAT",
    })
    void whatAnImageFailsForComesBackToo(String file, FailureReason reason) {
        assertFails(process(TestImages.read("formats/" + file), Rendition.DEFAULT), reason);
    }

    @Test
    void aChildIsReplacedAfterItsShareOfImages() throws InterruptedException {
        Set<Long> children = new HashSet<>();
        for (int image = 0; image < SHARE; image++) {
            children.add(ChildProcesses.ready().pid());
            succeed(process(PHOTO, Rendition.DEFAULT));
        }
        assertThat(children).hasSize(1);
        succeed(process(PHOTO, Rendition.DEFAULT));
        assertThat(ChildProcesses.ready().pid()).isNotIn(children);
    }

    @Test
    void anImageSurvivesTheDeathOfItsChild() throws Exception {
        ProcessHandle child = ChildProcesses.stop(ChildProcesses.ready());
        Mono<ProcessedImage> image = process(PHOTO, Rendition.DEFAULT).cache();
        Disposable work = image.subscribe(made -> {}, failure -> {});
        ChildProcesses.awaitRequest();
        child.destroyForcibly();

        succeed(image);
        assertThat(work.isDisposed()).isTrue();
        assertThat(deaths()).isEqualTo(1);
    }

    @Test
    void anImageThatEndsEveryChildIsPoisonAndKnownForIt() throws Exception {
        byte[] large = TestImages.read("formats/flowers.jpeg");
        Mono<ProcessedImage> image = process(large, SLOW).cache();
        Disposable work = image.subscribe(made -> {}, failure -> {});
        for (int death = 1; death <= 3; death++) {
            ProcessHandle child = ChildProcesses.stop(ChildProcesses.ready());
            ChildProcesses.awaitRequest();
            child.destroyForcibly();
            ChildProcesses.awaitEnd(child);
        }

        assertFails(image, FailureReason.POISON);
        assertThat(work.isDisposed()).isTrue();
        assertThat(deaths()).isEqualTo(3);
        assertFails(process(large, SLOW), FailureReason.POISON);
        assertThat(ChildProcesses.alive()).isEmpty();
        succeed(process(large, List.of()));
    }

    @Test
    void aChildThatHangsIsKilledAndTheNextImageHasAnother() throws Exception {
        ProcessHandle another = ChildProcesses.ready();
        processor.destroy();
        ChildProcesses.awaitEnd(another);
        ImageProcessor hasty = processor(1, Duration.ofSeconds(5), 1000);
        try {
            ProcessHandle child = ChildProcesses.stop(ChildProcesses.ready());
            Mono<ProcessedImage> hanging =
                    hasty.process(TestImages.sha256(PHOTO), PHOTO, Wanted.of(Rendition.DEFAULT), Map.of());
            byte[] png = TestImages.read("formats/blackbug.png");
            Mono<ProcessedImage> waiting = hasty.process(TestImages.sha256(png), png, Wanted.of(List.of()), Map.of());

            // the second waits for as long as the first hangs, and is not to pay for it
            Flux.mergeSequential(hanging.onErrorResume(ImageFailureException.class, e -> Mono.empty()), waiting)
                    .as(StepVerifier::create)
                    .expectNextCount(1)
                    .expectComplete()
                    .verify(TIMEOUT);
            assertThat(child.isAlive()).isFalse();
            // known by now: the child that would hang again is not even asked
            ProcessHandle next = ChildProcesses.stop(ChildProcesses.ready());
            assertFails(hanging, FailureReason.PROCESSING_TIMEOUT);
            assertThat(next.isAlive()).isTrue();
        } finally {
            hasty.destroy();
        }
    }

    @Test
    void anImageThatNobodyWaitsForEndsItsChild() throws Exception {
        ProcessHandle child = ChildProcesses.stop(ChildProcesses.ready());
        Disposable work = process(PHOTO, Rendition.DEFAULT).subscribe(made -> {}, failure -> {});
        ChildProcesses.awaitRequest();
        work.dispose();

        ChildProcesses.awaitEnd(child);
        assertThat(deaths()).isZero();
        succeed(process(PHOTO, Rendition.DEFAULT));
    }

    @Test
    void aChildHasNothingOfTheWorkersEnvironment() throws InterruptedException {
        assertThat(ChildProcesses.read(ChildProcesses.ready(), "environ")
                        .replace('\0', '\n')
                        .lines())
                .isNotEmpty()
                .allMatch(variable -> variable.startsWith("MALLOC_") || variable.startsWith("VIPS_"));
    }

    private Mono<ProcessedImage> process(byte[] bytes, List<Rendition> renditions) {
        return process(bytes, Wanted.of(renditions));
    }

    private Mono<ProcessedImage> process(byte[] bytes, Wanted wanted) {
        return processor.process(TestImages.sha256(bytes), bytes, wanted, Map.of());
    }

    private double deaths() {
        return meters.counter("halftone.worker.child.deaths").count();
    }

    private static void succeed(Mono<ProcessedImage> image) {
        image.as(StepVerifier::create).expectNextCount(1).expectComplete().verify(TIMEOUT);
    }

    private static void assertFails(Mono<ProcessedImage> image, FailureReason reason) {
        image.as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ImageFailureException.class,
                                failure -> assertThat(failure.reason()).isEqualTo(reason)))
                .verify(TIMEOUT);
    }
}

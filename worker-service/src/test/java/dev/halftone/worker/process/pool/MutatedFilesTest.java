package dev.halftone.worker.process.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.analysis.Analyses;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.process.ProcessSettings;
import dev.halftone.worker.process.Wanted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Files of every format with some bits flipped, or cut off: each ends in an outcome of its own, and none breaks or hangs a child. */
class MutatedFilesTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final int MUTANTS = 30;
    private static final long SEED = 4_711;

    private static final List<Rendition> THUMB = List.of(new Rendition(
            "thumb",
            Pipeline.read(List.of(
                    Map.of("operation", "resize", "width", 32), Map.of("operation", "compress", "quality", 50)))));
    private static final List<Rendition> AVIF =
            List.of(new Rendition("avif", Pipeline.read(List.of(Map.of("operation", "convert", "format", "avif")))));

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ImageProcessor processor = new ImageProcessor(
            new ProcessSettings(
                    2,
                    Duration.ofSeconds(30),
                    2_000_000,
                    100,
                    DataSize.ofMegabytes(512),
                    DataSize.ofMegabytes(16),
                    1_000,
                    3),
            meters);

    @AfterEach
    void endChildren() {
        processor.destroy();
    }

    @Test
    void everyMutantEndsInAnOutcome() {
        Random random = new Random(SEED);
        byte[] tiff = TestImages.read("formats/8bit_depth.tiff");
        Flux<byte[]> originals = Flux.just(
                        "Portrait_8.jpg", "blackbug.png", "rotating-squares.gif", "5_webp_a.webp", "8bit_depth.tiff")
                .map(file -> TestImages.read("formats/" + file))
                .concatWith(processor
                        .process(TestImages.sha256(tiff), tiff, Wanted.of(AVIF), Map.of())
                        .map(image -> image.renditions().getFirst().bytes()));

        originals
                .concatMap(original -> Flux.fromStream(mutants(original, random)))
                .flatMap(this::outcome, 2)
                .collectList()
                .as(StepVerifier::create)
                .assertNext(outcomes -> assertThat(outcomes)
                        .hasSize(6 * 2 * MUTANTS)
                        .contains("made", "corrupt", "truncated")
                        .doesNotContain(FailureReason.POISON.wireName(), FailureReason.PROCESSING_TIMEOUT.wireName()))
                .expectComplete()
                .verify(TIMEOUT);
        assertThat(meters.counter("halftone.worker.child.deaths").count()).isZero();
    }

    private Mono<String> outcome(byte[] mutant) {
        return processor
                .process(TestImages.sha256(mutant), mutant, new Wanted(THUMB, Analyses.ALL), Map.of())
                .map(image -> "made")
                .onErrorResume(
                        ImageFailureException.class,
                        failure -> Mono.just(failure.reason().wireName()));
    }

    private static Stream<byte[]> mutants(byte[] original, Random random) {
        return IntStream.range(0, MUTANTS)
                .boxed()
                .flatMap(mutant -> Stream.of(
                        flipped(original, random, 1 + mutant % 8),
                        Arrays.copyOf(original, 1 + random.nextInt(original.length - 1))));
    }

    /** Half of the flips are in the first bytes, where the structure is. */
    private static byte[] flipped(byte[] original, Random random, int flips) {
        byte[] mutant = original.clone();
        for (int flip = 0; flip < flips; flip++) {
            int place = random.nextInt(flip % 2 == 0 ? mutant.length : Math.min(mutant.length, 256));
            mutant[place] ^= (byte) (1 << random.nextInt(8));
        }
        return mutant;
    }
}

package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Threads, time limits and cancellation, with a codec that takes as long as it is told to. */
class ImageProcessorTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final SlowCodec codec = new SlowCodec();
    private final ProcessSettings settings = new ProcessSettings(2, Duration.ofMillis(200), 1000, 10, 3);
    private final ImageProcessor processor = new ImageProcessor(new PipelineRunner(codec, settings), settings);

    @AfterEach
    void stopThreads() {
        processor.destroy();
    }

    @Test
    void atMostAsManyImagesAsThreadsAreProcessedAtOnce() {
        codec.duration = Duration.ofMillis(20);
        Flux.range(0, 12)
                .flatMap(index -> processor.process(PNG, List.of()), 12)
                .as(StepVerifier::create)
                .expectNextCount(12)
                .expectComplete()
                .verify(TIMEOUT);

        assertThat(codec.most).hasValue(2);
    }

    /** Twelve images of 40 ms on two threads: the last waits for longer than the time limit, and is not to pay for it. */
    @Test
    void waitingForAThreadDoesNotCount() {
        codec.duration = Duration.ofMillis(40);
        Flux.range(0, 12)
                .flatMap(index -> processor.process(PNG, List.of()), 12)
                .as(StepVerifier::create)
                .expectNextCount(12)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void anImageThatTakesTooLongFailsAndIsToldToStop() throws InterruptedException {
        codec.duration = Duration.ofSeconds(60);
        processor
                .process(PNG, List.of())
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ImageFailureException.class,
                                failure -> assertThat(failure.reason()).isEqualTo(FailureReason.PROCESSING_TIMEOUT)))
                .verify(TIMEOUT);

        assertThat(codec.stopped.await(5, TimeUnit.SECONDS)).isTrue();
        codec.duration = Duration.ZERO;
        Flux.range(0, 4)
                .concatMap(index -> processor.process(PNG, List.of()))
                .as(StepVerifier::create)
                .expectNextCount(4)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void cancellingStopsTheWork() throws InterruptedException {
        codec.duration = Duration.ofSeconds(60);
        Mono<ProcessedImage> image = processor.process(PNG, List.of());
        StepVerifier.create(image)
                .expectSubscription()
                .then(codec::awaitBegin)
                .thenCancel()
                .verify(TIMEOUT);

        assertThat(codec.stopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatTheCodecCannotHelpIsOursAndNoImageFailure() {
        codec.failure = new IllegalStateException("no memory");
        processor
                .process(PNG, List.of())
                .as(StepVerifier::create)
                .expectError(IllegalStateException.class)
                .verify(TIMEOUT);
    }

    /** Takes its time over a header, until told to stop. */
    private static final class SlowCodec implements ImageCodec {

        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch stopped = new CountDownLatch(1);
        private volatile Duration duration = Duration.ZERO;
        private volatile @Nullable RuntimeException failure;

        @Override
        public OpenImage open(byte[] source, ImageFormat format, Stop stop) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            begun.countDown();
            try {
                await(stop);
            } finally {
                running.decrementAndGet();
            }
            RuntimeException thrown = failure;
            if (thrown != null) {
                throw thrown;
            }
            return new HeaderAlone();
        }

        private void await(Stop stop) {
            CountDownLatch told = new CountDownLatch(1);
            try (Stop.Registration registration = stop.onRequest(told::countDown)) {
                assertThat(registration).isNotNull();
                if (told.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
                    stopped.countDown();
                }
            } catch (InterruptedException e) {
                stopped.countDown();
            }
            stop.check();
        }

        void awaitBegin() {
            try {
                assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private record HeaderAlone() implements OpenImage {

        @Override
        public ImageHeader header() {
            return new ImageHeader(ImageFormat.PNG, 1, 1, 1, true);
        }

        @Override
        public Bitmap decode(int shrink, boolean animated) {
            throw new IllegalStateException("no rendition is asked for");
        }

        @Override
        public void close() {}
    }
}

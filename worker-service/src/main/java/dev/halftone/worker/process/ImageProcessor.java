package dev.halftone.worker.process;

import dev.halftone.image.Rendition;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs the pipelines of images, as many at once as there are processing threads; the others wait for a thread. */
@Component
@EnableConfigurationProperties(ProcessSettings.class)
public class ImageProcessor implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ImageProcessor.class);

    private final PipelineRunner runner;
    private final ProcessSettings settings;
    private final Scheduler threads;

    ImageProcessor(PipelineRunner runner, ProcessSettings settings) {
        this.runner = runner;
        this.settings = settings;
        this.threads = Schedulers.fromExecutorService(
                Executors.newFixedThreadPool(
                        settings.threadCount(),
                        Thread.ofPlatform().name("process-", 1).daemon().factory()),
                "process");
    }

    /**
     * Makes every rendition of an image. With none, only its header is read.
     *
     * @return the image, or an {@link ImageFailureException}: {@code unsupported_format}, {@code truncated}, {@code corrupt},
     *     {@code too_many_pixels}, {@code too_many_frames}, {@code processing_timeout} or {@code processing_failed}
     */
    public Mono<ProcessedImage> process(byte[] source, List<Rendition> renditions) {
        return Mono.defer(() -> started(new Attempt(source, renditions)));
    }

    private Mono<ProcessedImage> started(Attempt attempt) {
        return Mono.fromCallable(attempt::run)
                .subscribeOn(threads)
                .timeout(attempt.begun().then(Mono.delay(settings.timeout())))
                .onErrorMap(TimeoutException.class, e -> new ImageFailureException(FailureReason.PROCESSING_TIMEOUT))
                .doFinally(signal -> attempt.stop());
    }

    /** One image's turn on a thread. */
    private final class Attempt {

        private final byte[] source;
        private final List<Rendition> renditions;
        private final Stop stop = new Stop();
        private final Sinks.Empty<Void> begun = Sinks.empty();

        Attempt(byte[] source, List<Rendition> renditions) {
            this.source = source;
            this.renditions = renditions;
        }

        Mono<Void> begun() {
            return begun.asMono();
        }

        void stop() {
            stop.request();
        }

        /** @return null if it was stopped: nobody waits for it any more */
        @Nullable
        ProcessedImage run() {
            begun.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
            long start = System.nanoTime();
            try {
                return runner.run(source, renditions, stop);
            } catch (RuntimeException e) {
                if (!stop.isRequested()) {
                    throw e;
                }
                LOG.info("a stopped image kept its thread for {}", Duration.ofNanos(System.nanoTime() - start));
                return null;
            }
        }
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}

package dev.halftone.worker.process.pool;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.outcome.Sha256;
import dev.halftone.worker.meter.WorkerMeter;
import dev.halftone.worker.process.ProcessSettings;
import dev.halftone.worker.process.ProcessedImage;
import dev.halftone.worker.process.Wanted;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

/**
 * Runs the pipelines of images in child processes, as many at once as there are processing threads; the others wait. What breaks or
 * hangs a child ends the image alone.
 */
@Component
@EnableConfigurationProperties(ProcessSettings.class)
public final class ImageProcessor implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(ImageProcessor.class);

    private final ProcessSettings settings;
    private final Children children;
    private final Verdicts verdicts = new Verdicts(InstantSource.system());
    private final Scheduler threads;

    /** @throws IllegalStateException if no child process can be had on this system */
    public ImageProcessor(ProcessSettings settings, MeterRegistry meters) {
        Counter deaths = WorkerMeter.CHILD_DEATHS.counter(meters);
        this.settings = settings;
        this.children = new Children(new ChildCommand(settings), settings.imagesPerChild(), deaths::increment);
        // a child ends with the thread that started it, and these live as long as this does
        ExecutorService executor = Executors.newFixedThreadPool(
                settings.threadCount(),
                Thread.ofPlatform().name("process-", 1).daemon().factory());
        this.threads = Schedulers.fromExecutorService(executor, "process");
        begin(executor);
    }

    /** Has all children ready before the first image comes: what waits for one to start looks as if it was being processed. */
    private void begin(ExecutorService executor) {
        try {
            List<Future<Child>> ready =
                    executor.invokeAll(Collections.nCopies(settings.threadCount(), children::takeReady));
            for (Future<Child> child : ready) {
                children.giveBack(child.get());
            }
        } catch (ExecutionException | InterruptedException e) {
            destroy();
            throw new IllegalStateException("Images cannot be processed here", e);
        }
    }

    /**
     * Makes every rendition of an image and runs every analysis. With neither, only its header is read.
     *
     * @param source what the bytes are known by
     * @param pictures the files of other images that the renditions use, by the keys that they name them by
     * @return the image, or an {@link ImageFailureException}: {@code unsupported_format}, {@code truncated}, {@code corrupt},
     *     {@code too_many_pixels}, {@code too_many_frames}, {@code processing_timeout}, {@code processing_failed} or {@code poison}
     */
    public Mono<ProcessedImage> process(Sha256 source, byte[] bytes, Wanted wanted, Map<String, byte[]> pictures) {
        Work work = Work.of(source, wanted);
        return Mono.defer(() -> verdicts.on(work)
                .<Mono<ProcessedImage>>map(reason -> Mono.error(new ImageFailureException(reason)))
                .orElseGet(() -> started(new Attempt(new Request(bytes, wanted, pictures), children))
                        .doOnError(ImageFailureException.class, failure -> verdicts.note(work, failure.reason()))));
    }

    private Mono<ProcessedImage> started(Attempt attempt) {
        Sinks.Empty<Void> begun = Sinks.empty();
        return Mono.fromCallable(() -> {
                    begun.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);
                    return run(attempt);
                })
                .subscribeOn(threads)
                .timeout(begun.asMono().then(Mono.delay(settings.timeout())))
                .onErrorMap(TimeoutException.class, e -> new ImageFailureException(FailureReason.PROCESSING_TIMEOUT))
                .doFinally(signal -> attempt.stop());
    }

    /** @return null if it was stopped: nobody waits for it any more */
    private @Nullable ProcessedImage run(Attempt attempt) throws IOException {
        try {
            return switch (attempt.run(
                    settings.maxDeaths(), settings.maxRenditionBytes().toBytes())) {
                case Answer.Made(ProcessedImage image) -> image;
                case Answer.Failed(FailureReason reason, String detail) -> {
                    LOG.debug("an image ends as {}: {}", reason.wireName(), detail);
                    throw new ImageFailureException(reason);
                }
                case Answer.Broken(String detail) -> throw new IllegalStateException(detail);
            };
        } catch (CancellationException e) {
            return null;
        }
    }

    @Override
    public void destroy() {
        threads.dispose();
        children.close();
    }
}

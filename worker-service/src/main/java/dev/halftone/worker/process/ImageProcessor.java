package dev.halftone.worker.process;

import dev.halftone.image.Rendition;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
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

    private final RenditionMaker maker;
    private final ProcessSettings settings;
    private final Scheduler threads;

    ImageProcessor(RenditionMaker maker, ProcessSettings settings) {
        this.maker = maker;
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
        return Mono.defer(() -> process(source, renditions, new Stop(), Sinks.empty()));
    }

    private Mono<ProcessedImage> process(
            byte[] source, List<Rendition> renditions, Stop stop, Sinks.Empty<Void> started) {
        return Mono.fromCallable(() -> {
                    started.tryEmitEmpty();
                    return maker.make(source, renditions, stop);
                })
                .subscribeOn(threads)
                .timeout(started.asMono().then(Mono.delay(settings.timeout())))
                .onErrorMap(TimeoutException.class, e -> new ImageFailureException(FailureReason.PROCESSING_TIMEOUT))
                .doOnCancel(stop::request)
                .doOnError(e -> stop.request());
    }

    @Override
    public void destroy() {
        threads.dispose();
    }
}

package dev.halftone.worker.process;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of decoding and encoding.
 *
 * @param threads how many images are processed at once; 0 for as many as there are cores
 * @param timeout how long one image may take, from when a thread begins it
 * @param maxPixels how many pixels an image may have, over all its frames
 * @param maxFrames how many frames an animation may have
 * @param maxDeaths how often the worker may die while it processes an image, before the image fails as {@code poison}
 */
@ConfigurationProperties("halftone.process")
public record ProcessSettings(
        @DefaultValue("0") int threads,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("50000000") long maxPixels,
        @DefaultValue("500") int maxFrames,
        @DefaultValue("3") int maxDeaths) {

    public ProcessSettings {
        if (threads < 0 || maxPixels < 1 || maxFrames < 1 || maxDeaths < 1 || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "halftone.process: threads is 0 or more; timeout, max-pixels, max-frames and max-deaths are positive");
        }
    }

    public int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}

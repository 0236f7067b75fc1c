package dev.halftone.worker.process;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bounds of decoding and encoding.
 *
 * @param threads how many images are processed at once, each in a child process; 0 for as many as there are cores
 * @param timeout how long one image may take, from when a thread begins it
 * @param maxPixels how many pixels an image may have, over all its frames
 * @param maxFrames how many frames an animation may have
 * @param maxMemory how much memory one child process may write to; all together it is {@code threads} times as much, beside the worker's own
 * @param maxRenditionBytes how many bytes the renditions of one image may have together
 * @param imagesPerChild after how many images a child process is replaced
 * @param maxDeaths how many child processes may die while they process an image, before it fails as {@code poison}
 */
@ConfigurationProperties("halftone.process")
public record ProcessSettings(
        @DefaultValue("0") int threads,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("50000000") long maxPixels,
        @DefaultValue("500") int maxFrames,
        @DefaultValue("1GB") DataSize maxMemory,
        @DefaultValue("64MB") DataSize maxRenditionBytes,
        @DefaultValue("1000") int imagesPerChild,
        @DefaultValue("3") int maxDeaths) {

    /** A Java virtual machine and libvips take a third of it before they have seen an image. */
    private static final DataSize LEAST_MEMORY = DataSize.ofMegabytes(256);

    public ProcessSettings {
        if (threads < 0
                || maxPixels < 1
                || maxFrames < 1
                || imagesPerChild < 1
                || maxDeaths < 1
                || maxRenditionBytes.toBytes() < 1
                || !timeout.isPositive()) {
            throw new IllegalArgumentException(
                    "halftone.process: threads is 0 or more; timeout, max-pixels, max-frames,"
                            + " max-rendition-bytes, images-per-child and max-deaths are positive");
        }
        if (maxMemory.compareTo(LEAST_MEMORY) < 0) {
            throw new IllegalArgumentException("halftone.process.max-memory is 256MB or more");
        }
    }

    public int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}

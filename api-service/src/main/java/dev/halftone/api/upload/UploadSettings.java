package dev.halftone.api.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How uploads are taken. Each that is on its way holds some 5 MB at most.
 *
 * @param concurrency at once; above {@code halftone.submission.concurrency}, so that submissions whose clients are slow leave some
 *     to others
 * @param maxWait how long one waits for its turn
 */
@ConfigurationProperties("halftone.upload")
record UploadSettings(
        @DefaultValue("16") int concurrency,
        @DefaultValue("1m") Duration maxWait) {

    UploadSettings {
        if (concurrency < 1 || !maxWait.isPositive()) {
            throw new IllegalArgumentException("halftone.upload: concurrency and max-wait are above 0");
        }
    }
}

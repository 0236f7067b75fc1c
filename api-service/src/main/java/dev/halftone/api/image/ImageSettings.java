package dev.halftone.api.image;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How images are taken.
 *
 * @param maxBytes of one image that is sent; more than workers take is of no use
 * @param maxWait for images that were sent to be finished, whatever the client prefers
 * @param maxProcessed images in one request to process them anew
 */
@ConfigurationProperties("halftone.images")
record ImageSettings(
        @DefaultValue("25MB") DataSize maxBytes,
        @DefaultValue("30s") Duration maxWait,
        @DefaultValue("10000") int maxProcessed) {

    ImageSettings {
        if (maxBytes.toBytes() < 1 || maxWait.isNegative() || maxProcessed < 1) {
            throw new IllegalArgumentException(
                    "halftone.images: max-bytes and max-processed are at least 1, max-wait is not negative");
        }
    }
}

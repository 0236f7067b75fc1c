package dev.halftone.worker.fetch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How often, and when, a source is asked for again whose failure may pass.
 *
 * @param maxAttempts how often a source is asked for in all, over every parking
 * @param backoff the pause before the second attempt; it doubles with each further one
 * @param maxPause the longest pause that a worker waits for; before a longer one the image is parked in PostgreSQL
 * @param maxWait the longest that an image is parked; a host that asks for more is asked after this all the same
 */
@ConfigurationProperties("halftone.retry")
record RetrySettings(
        @DefaultValue("3") int maxAttempts,
        @DefaultValue("500ms") Duration backoff,
        @DefaultValue("30s") Duration maxPause,
        @DefaultValue("24h") Duration maxWait) {

    RetrySettings {
        require(maxAttempts >= 1 && maxAttempts <= Short.MAX_VALUE, "max-attempts", "1 or more");
        require(backoff.isPositive(), "backoff", "longer than zero");
        require(!maxPause.isNegative(), "max-pause", "zero or longer");
        require(maxWait.compareTo(maxPause) >= 0, "max-wait", "max-pause or longer");
    }

    private static void require(boolean met, String name, String expected) {
        if (!met) {
            throw new IllegalArgumentException("halftone.retry." + name + " must be " + expected);
        }
    }
}

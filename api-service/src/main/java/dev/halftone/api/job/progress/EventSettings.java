package dev.halftone.api.job.progress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How progress is streamed.
 *
 * @param poll how often a job that is followed is looked at, however many follow it
 * @param heartbeat how often a comment shows that the connection lives
 * @param maxStreams open at once; beyond that, 503
 * @param maxStreamsPerTenant of one tenant's at once; beyond that, 429
 */
@ConfigurationProperties("halftone.events")
record EventSettings(
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("15s") Duration heartbeat,
        @DefaultValue("1000") int maxStreams,
        @DefaultValue("100") int maxStreamsPerTenant) {

    EventSettings {
        if (poll.toMillis() < 1 || heartbeat.toMillis() < 1) {
            throw new IllegalArgumentException("halftone.events.poll and .heartbeat are positive");
        }
        if (maxStreams < 1 || maxStreamsPerTenant < 1) {
            throw new IllegalArgumentException(
                    "halftone.events.max-streams and .max-streams-per-tenant are at least 1");
        }
    }
}

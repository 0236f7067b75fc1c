package dev.halftone.api.job.progress;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How progress is streamed.
 *
 * @param poll how often the job is looked at for each client that follows it
 * @param heartbeat how often a comment shows that the connection lives
 */
@ConfigurationProperties("halftone.events")
record EventSettings(
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("15s") Duration heartbeat) {

    EventSettings {
        if (poll.toMillis() < 1 || heartbeat.toMillis() < 1) {
            throw new IllegalArgumentException("halftone.events.poll and .heartbeat are positive");
        }
    }
}

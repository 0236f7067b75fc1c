package dev.halftone.api.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a client may take. The server has no limits of its own.
 *
 * @param readTimeout between two reads of one request
 * @param requestTimeout for a whole request to arrive, however steadily
 * @param idleTimeout between two requests on a connection
 */
@ConfigurationProperties("halftone.http")
record HttpSettings(
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("30m") Duration requestTimeout,
        @DefaultValue("75s") Duration idleTimeout) {

    HttpSettings {
        if (!readTimeout.isPositive() || !requestTimeout.isPositive() || !idleTimeout.isPositive()) {
            throw new IllegalArgumentException("the time-outs of halftone.http are all above 0");
        }
    }
}

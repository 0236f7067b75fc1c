package dev.halftone.api.http;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a client may take. The server has no limits of its own.
 *
 * @param readTimeout until the next bytes of a body come that are asked for: then the request is answered with 408
 * @param stallTimeout without any bytes of a request being read, be it that they do not come, that nobody asks for them, or
 *     that what they are written to does not take them: then the connection is closed
 * @param requestTimeout for a whole request to arrive, however steadily
 * @param idleTimeout between two requests on a connection
 */
@ConfigurationProperties("halftone.http")
record HttpSettings(
        @DefaultValue("60s") Duration readTimeout,
        @DefaultValue("5m") Duration stallTimeout,
        @DefaultValue("30m") Duration requestTimeout,
        @DefaultValue("75s") Duration idleTimeout) {

    HttpSettings {
        if (!readTimeout.isPositive()
                || !stallTimeout.isPositive()
                || !requestTimeout.isPositive()
                || !idleTimeout.isPositive()) {
            throw new IllegalArgumentException("the time-outs of halftone.http are all above 0");
        }
    }
}

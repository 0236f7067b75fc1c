package dev.halftone.api.http;

import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long a client may take and how much it may hold. The server has no limits of its own. How large a body may be is
 * {@code halftone.manifest.max-bytes}; how large a head, {@code server.netty.max-initial-line-length} and
 * {@code server.max-http-request-header-size}.
 *
 * @param readTimeout until the next bytes of a body come that are asked for: then the request is answered with 408
 * @param minRate of a body in bytes a second, counted over the time in which bytes are asked for, after {@code readTimeout} of it:
 *     a slower one is answered with 408, too
 * @param stallTimeout without any bytes of a request being read, be it that they do not come, that nobody asks for them, or
 *     that what they are written to does not take them: then the connection is closed
 * @param requestTimeout for a whole request to arrive, however steadily
 * @param headTimeout for the head of a connection's first request to arrive
 * @param idleTimeout between two requests on a connection, until the head of the second has arrived
 * @param writeTimeout for a piece of an answer to be taken by the client: then the connection is closed
 * @param maxConnections open at once; those beyond are closed
 */
@ConfigurationProperties("halftone.http")
record HttpSettings(
        @DefaultValue("20s") Duration readTimeout,
        @DefaultValue("2KB") DataSize minRate,
        @DefaultValue("5m") Duration stallTimeout,
        @DefaultValue("30m") Duration requestTimeout,
        @DefaultValue("15s") Duration headTimeout,
        @DefaultValue("75s") Duration idleTimeout,
        @DefaultValue("60s") Duration writeTimeout,
        @DefaultValue("5000") int maxConnections) {

    HttpSettings {
        if (!Stream.of(readTimeout, stallTimeout, requestTimeout, headTimeout, idleTimeout, writeTimeout)
                .allMatch(Duration::isPositive)) {
            throw new IllegalArgumentException("the time-outs of halftone.http are all above 0");
        }
        if (minRate.isNegative()) {
            throw new IllegalArgumentException("halftone.http.min-rate is not negative; 0 is without limit");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("halftone.http.max-connections is at least 1");
        }
    }
}

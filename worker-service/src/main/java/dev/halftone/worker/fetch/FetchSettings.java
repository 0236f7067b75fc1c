package dev.halftone.worker.fetch;

import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The limits of fetching.
 *
 * @param maxBytes of one image, before and after inflating
 * @param connectTimeout for a connection, and again for its TLS handshake
 * @param firstByteTimeout how long a host may send nothing while it owes an answer
 * @param minRate how much of a body must come in a second, over a window; of a slower one no more is waited for. 0B: any pace
 * @param minRateWindow over which that is counted, from the body's begin on
 * @param totalTimeout for one request, from its connection to its last byte
 * @param maxRedirects that are followed for one image
 * @param concurrency requests at a time
 * @param concurrencyPerHost requests to one host at a time
 */
@ConfigurationProperties("halftone.fetch")
public record FetchSettings(
        @DefaultValue("25MB") DataSize maxBytes,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("10s") Duration firstByteTimeout,
        @DefaultValue("1KB") DataSize minRate,
        @DefaultValue("5s") Duration minRateWindow,
        @DefaultValue("30s") Duration totalTimeout,
        @DefaultValue("4") int maxRedirects,
        @DefaultValue("64") int concurrency,
        @DefaultValue("16") int concurrencyPerHost) {

    private static final DataSize LARGEST_ARRAY = DataSize.ofGigabytes(1);

    public FetchSettings {
        Map.of(
                        "connect-timeout", connectTimeout,
                        "first-byte-timeout", firstByteTimeout,
                        "min-rate-window", minRateWindow,
                        "total-timeout", totalTimeout)
                .forEach((name, duration) -> require(duration.isPositive(), name, "longer than zero"));
        require(maxBytes.toBytes() > 0 && maxBytes.compareTo(LARGEST_ARRAY) <= 0, "max-bytes", "from 1B to 1GB");
        require(!minRate.isNegative(), "min-rate", "0B or more");
        require(maxRedirects >= 0, "max-redirects", "0 or more");
        require(concurrency >= 1, "concurrency", "1 or more");
        require(concurrencyPerHost >= 1, "concurrency-per-host", "1 or more");
    }

    private static void require(boolean met, String name, String expected) {
        if (!met) {
            throw new IllegalArgumentException("halftone.fetch." + name + " must be " + expected);
        }
    }
}

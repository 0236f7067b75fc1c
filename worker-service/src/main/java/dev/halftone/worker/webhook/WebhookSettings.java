package dev.halftone.worker.webhook;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deliveries are made.
 *
 * @param schedule the pause before each attempt, counted from the end of the one before; when it is used up, the delivery failed
 * @param jitter the share of a pause by which it may be longer, so that deliveries that failed together do not return together
 * @param maxRetryAfter the longest {@code Retry-After} that is honoured in full
 * @param concurrency attempts at a time
 * @param concurrencyPerHost attempts at one host at a time, about: each worker counts what all have under way
 * @param concurrencyPerTenant attempts for one tenant at a time, counted likewise
 * @param connectTimeout for a connection, and again for its TLS handshake
 * @param timeout for one attempt
 * @param lease how long a claimed delivery belongs to its worker; when a worker is killed, the delivery waits for this to run out
 * @param pollInterval how often due deliveries are looked for
 */
@ConfigurationProperties("halftone.webhook")
record WebhookSettings(
        @DefaultValue({"0s", "5s", "5m", "30m", "2h", "5h", "10h", "14h", "20h", "24h"})
        List<Duration> schedule,

        @DefaultValue("0.1") double jitter,
        @DefaultValue("24h") Duration maxRetryAfter,
        @DefaultValue("16") int concurrency,
        @DefaultValue("4") int concurrencyPerHost,
        @DefaultValue("12") int concurrencyPerTenant,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("15s") Duration timeout,
        @DefaultValue("1m") Duration lease,
        @DefaultValue("1s") Duration pollInterval) {

    WebhookSettings {
        schedule = List.copyOf(schedule);
        require(!schedule.isEmpty() && schedule.stream().noneMatch(Duration::isNegative), "schedule must have a pause");
        require(jitter >= 0 && jitter <= 1, "jitter must be from 0 to 1");
        require(!maxRetryAfter.isNegative(), "max-retry-after must be zero or longer");
        require(
                concurrency >= 1 && concurrencyPerHost >= 1 && concurrencyPerTenant >= 1,
                "concurrency, concurrency-per-host and concurrency-per-tenant must be 1 or more");
        require(connectTimeout.isPositive(), "connect-timeout must be longer than zero");
        require(pollInterval.isPositive(), "poll-interval must be longer than zero");
        require(timeout.isPositive() && timeout.compareTo(lease) < 0, "timeout must be shorter than lease");
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException("halftone.webhook: " + message);
        }
    }
}

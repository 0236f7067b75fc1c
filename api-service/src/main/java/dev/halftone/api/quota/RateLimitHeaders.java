package dev.halftone.api.quota;

import org.springframework.http.HttpHeaders;

/** {@code RateLimit-Policy} and {@code RateLimit}, as draft-ietf-httpapi-ratelimit-headers-11 has them. */
final class RateLimitHeaders {

    static final String POLICY = "RateLimit-Policy";
    static final String LIMIT = "RateLimit";

    private RateLimitHeaders() {}

    static void write(HttpHeaders headers, Quota quota, RequestRate.Turn turn) {
        headers.set(POLICY, quota.policies());
        if (quota.requestsPerMinute() > 0) {
            headers.set(
                    LIMIT,
                    "\"requests\";r=" + turn.remaining() + ";t="
                            + turn.untilFull().toSeconds());
        }
    }
}

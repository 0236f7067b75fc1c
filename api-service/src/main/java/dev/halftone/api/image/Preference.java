package dev.halftone.api.image;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** The header {@code Prefer} (RFC 7240), as far as it says how long to wait. */
final class Preference {

    static final String HEADER = "Prefer";
    static final String APPLIED = "Preference-Applied";

    private static final Pattern WAIT =
            Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?(?=$|[,;\\s])", Pattern.CASE_INSENSITIVE);

    private Preference() {}

    /** How long the client prefers to wait for the end; empty if it does not say. */
    static Optional<Duration> waiting(HttpHeaders headers) {
        Matcher matcher = WAIT.matcher(String.join(",", headers.getOrEmpty(HEADER)));
        return matcher.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(matcher.group(1)))) : Optional.empty();
    }
}

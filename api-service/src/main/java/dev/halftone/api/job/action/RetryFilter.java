package dev.halftone.api.job.action;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.egress.InvalidUrlException;
import dev.halftone.egress.TargetUrl;
import dev.halftone.outcome.FailureReason;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which of the failed images are retried: all, or those that failed for one reason, have one host in their URL, or both.
 *
 * @param host in its ASCII form, lower case
 * @param spellings of the host as a URL may have it, lower case; none for any host
 */
record RetryFilter(@Nullable FailureReason reason, @Nullable String host, List<String> spellings) {

    RetryFilter {
        spellings = List.copyOf(spellings);
    }

    /** Errors with {@link Problem#MALFORMED_REQUEST} if the reason is not of the list, or the host is none. */
    static RetryFilter of(@Nullable String reason, @Nullable String host) {
        FailureReason known = reason == null ? null : reason(reason);
        if (host == null) {
            return new RetryFilter(known, null, List.of());
        }
        String given = host.toLowerCase(Locale.ROOT).replaceAll("^\\[(.*)]$", "$1");
        String ascii = host(given);
        return new RetryFilter(known, ascii, Stream.of(given, ascii).distinct().toList());
    }

    @Nullable
    String reasonName() {
        return reason == null ? null : reason.wireName();
    }

    /** How the detail of a problem names it. */
    String named() {
        return (reason == null ? "" : " for the reason " + reason.wireName())
                + (host == null ? "" : " of the host " + host);
    }

    private static FailureReason reason(String name) {
        try {
            return FailureReason.of(name);
        } catch (IllegalArgumentException e) {
            String known = Arrays.stream(FailureReason.values())
                    .map(FailureReason::wireName)
                    .collect(Collectors.joining(", "));
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST, "'reason' is '" + name + "', but takes one of " + known + ".");
        }
    }

    private static String host(String given) {
        try {
            TargetUrl url = TargetUrl.parse("https://" + (given.contains(":") ? "[" + given + "]" : given) + "/");
            if (url.uri().getRawPath().equals("/") && url.uri().getRawQuery() == null) {
                return url.host();
            }
        } catch (InvalidUrlException e) {
            throw noHost(given);
        }
        throw noHost(given);
    }

    private static ProblemException noHost(String given) {
        return new ProblemException(
                Problem.MALFORMED_REQUEST,
                "'host' is '" + given + "', but takes the host of a URL without its port, such as cdn.example.com.");
    }
}

package dev.halftone.api.monitoring;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * A time in intervals of the same length, the last of which may be cut short.
 *
 * @param from included, a whole minute
 * @param to excluded, a whole minute after {@code from}
 * @param interval whole minutes
 */
record Span(Instant from, Instant to, Duration interval) {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration WITHOUT_FROM = Duration.ofHours(1);
    /** A week, by the minute. */
    private static final int MAX_INTERVALS = 7 * 24 * 60;

    /**
     * Of a client's parameters. Times are widened to whole minutes.
     *
     * @throws ProblemException if one of them is not what it should be
     */
    static Span asked(@Nullable String from, @Nullable String to, String interval, Instant now) {
        Instant ends = upToMinute(to == null ? now : time("to", to));
        Instant begins = (from == null ? ends.minus(WITHOUT_FROM) : time("from", from)).truncatedTo(ChronoUnit.MINUTES);
        Span span = new Span(begins, ends, interval(interval));
        if (!begins.isBefore(ends)) {
            throw malformed("'from' is " + begins + ", but has to be before 'to', which is " + ends + ".");
        }
        if (span.count() > MAX_INTERVALS) {
            throw malformed("There are " + span.count() + " intervals of " + span.interval + " from " + begins + " to "
                    + ends + ", but at most " + MAX_INTERVALS
                    + " are answered. Ask for longer intervals or less time.");
        }
        return span;
    }

    private static Instant upToMinute(Instant time) {
        return time.plus(MINUTE).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
    }

    private static Instant time(String name, String text) {
        try {
            // an unescaped plus of an offset comes as a space
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw malformed("'" + name + "' is '" + text + "', but takes a time such as 2026-01-31T12:00:00Z.");
        }
    }

    private static Duration interval(String text) {
        try {
            Duration interval = DurationStyle.detectAndParse(text);
            if (interval.isPositive() && interval.toMillis() % MINUTE.toMillis() == 0) {
                return interval;
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw noInterval(text);
        }
        throw noInterval(text);
    }

    private static ProblemException noInterval(String text) {
        return malformed("'interval' is '" + text + "', but takes whole minutes, such as 1m, 15m, 1h or 1d.");
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.MALFORMED_REQUEST, detail);
    }

    private long count() {
        return -Math.floorDiv(-Duration.between(from, to).toSeconds(), interval.toSeconds());
    }

    /** When each interval begins. */
    List<Instant> begins() {
        return LongStream.range(0, count())
                .mapToObj(number -> from.plus(interval.multipliedBy(number)))
                .toList();
    }

    /** When the interval ends that begins then. */
    Instant endOf(Instant begin) {
        Instant end = begin.plus(interval);
        return end.isBefore(to) ? end : to;
    }
}

package dev.halftone.api.job;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The columns of one line of a result, each of a known type. */
public record Columns(Readable line) {

    /** Of a column that is never NULL. */
    public <T> T get(String column, Class<T> type) {
        return Objects.requireNonNull(line.get(column, type), column);
    }

    public String text(String column) {
        return get(column, String.class);
    }

    public int number(String column) {
        return get(column, Integer.class);
    }

    public @Nullable Integer numberOrNull(String column) {
        return line.get(column, Integer.class);
    }

    public Instant instant(String column) {
        return get(column, OffsetDateTime.class).toInstant();
    }

    public @Nullable Instant instantOrNull(String column) {
        OffsetDateTime time = line.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}

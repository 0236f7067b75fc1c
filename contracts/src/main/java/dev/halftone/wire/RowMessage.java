package dev.halftone.wire;

import dev.halftone.image.Rendition;
import dev.halftone.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record: a row to be done, and what is to be made of each of its images.
 *
 * @param trace of the job's submission; a header of the record, and no part of its value
 */
public record RowMessage(
        Row row, List<Rendition> renditions, @Nullable TraceParent trace) {

    public RowMessage {
        renditions = List.copyOf(renditions);
    }

    public RowMessage(Row row, List<Rendition> renditions) {
        this(row, renditions, null);
    }

    public RowMessage tracedBy(@Nullable TraceParent submission) {
        return new RowMessage(row, renditions, submission);
    }

    /** The record's key. */
    public String key() {
        return row.job() + ":" + row.number();
    }
}

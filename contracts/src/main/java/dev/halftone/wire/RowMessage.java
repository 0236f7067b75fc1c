package dev.halftone.wire;

import dev.halftone.analysis.Analysis;
import dev.halftone.image.Rendition;
import dev.halftone.row.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka record: a row to be done, and what is to be made of each of its images and found out about it.
 *
 * @param trace of the job's submission; a header of the record, and no part of its value
 */
public record RowMessage(
        Row row,
        List<Rendition> renditions,
        List<Analysis> analyses,
        @Nullable TraceParent trace) {

    public RowMessage {
        renditions = List.copyOf(renditions);
        analyses = List.copyOf(analyses);
    }

    /** Without analyses and not traced. */
    public RowMessage(Row row, List<Rendition> renditions) {
        this(row, renditions, List.of(), null);
    }

    public RowMessage tracedBy(@Nullable TraceParent submission) {
        return new RowMessage(row, renditions, analyses, submission);
    }

    /** The record's key. */
    public String key() {
        return row.job() + ":" + row.number();
    }
}

package dev.halftone.wire;

import dev.halftone.image.Rendition;
import dev.halftone.row.Row;
import java.util.List;

/** One Kafka record: a row to be done, and what is to be made of each of its images. */
public record RowMessage(Row row, List<Rendition> renditions) {

    public RowMessage {
        renditions = List.copyOf(renditions);
    }

    /** The record's key. */
    public String key() {
        return row.job() + ":" + row.number();
    }
}

package dev.halftone.worker.flow;

import dev.halftone.image.ImageId;
import dev.halftone.image.Rendition;
import dev.halftone.row.Source;
import dev.halftone.wire.RowMessage;
import java.util.List;

/** One source of a row, and what is to be made of it. */
record Image(ImageId id, Source source, List<Rendition> renditions) {

    /** The authority of its URL; empty if that is no URL. */
    String host() {
        String[] parts = source.url().split("/", 4);
        return parts.length < 3 ? "" : parts[2];
    }

    static Image of(RowMessage message, Source source) {
        return new Image(message.row().image(source), source, message.renditions());
    }
}

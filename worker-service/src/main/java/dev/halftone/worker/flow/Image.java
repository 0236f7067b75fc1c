package dev.halftone.worker.flow;

import dev.halftone.image.ImageId;
import dev.halftone.image.Rendition;
import dev.halftone.row.Source;
import dev.halftone.wire.RowMessage;
import java.util.List;

/** One source of a row, and what is to be made of it. */
record Image(ImageId id, Source source, List<Rendition> renditions) {

    static Image of(RowMessage message, Source source) {
        return new Image(message.row().image(source), source, message.renditions());
    }
}

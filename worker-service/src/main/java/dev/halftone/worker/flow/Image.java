package dev.halftone.worker.flow;

import dev.halftone.image.ImageId;
import dev.halftone.row.Source;
import dev.halftone.upload.Upload;
import dev.halftone.wire.RowMessage;
import dev.halftone.worker.outcome.PendingImage;
import dev.halftone.worker.process.Wanted;

/**
 * One source of a row, and what is to be made of it.
 *
 * @param attempts how often the source was asked for before
 * @param deaths how often a worker may have died of it
 */
record Image(ImageId id, Source source, Wanted wanted, int attempts, int deaths) {

    /** The authority of its URL; empty if that is no URL, as an upload's text is. */
    String host() {
        String[] parts = source.url().split("/", 4);
        return parts.length < 3 || Upload.of(source.url()).isPresent() ? "" : parts[2];
    }

    static Image of(RowMessage message, Source source, PendingImage pending) {
        return new Image(
                message.row().image(source),
                source,
                new Wanted(message.renditions(), message.analyses()),
                pending.attempts(),
                pending.deaths());
    }
}

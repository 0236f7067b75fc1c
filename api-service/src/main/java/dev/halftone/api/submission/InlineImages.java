package dev.halftone.api.submission;

import dev.halftone.api.manifest.ManifestLine;
import dev.halftone.api.manifest.ManifestLine.ImageBytes;
import dev.halftone.api.upload.Uploads;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/** Takes images out of a manifest's lines and stores them, while the lines behind them are read. */
@Component
final class InlineImages {

    /** One that is read, and others that the store has yet to take. */
    private static final int AT_ONCE = 4;

    private static final int LINES_AHEAD = 4;

    private final Uploads uploads;

    InlineImages(Uploads uploads) {
        this.uploads = uploads;
    }

    /**
     * The lines without the images, in their order. Completes once all images are stored.
     *
     * @param storing whether an image that comes now is to be stored
     */
    Flux<ManifestLine> takeOut(Flux<ManifestLine> lines, BooleanSupplier storing) {
        return lines.windowUntil(InlineImages::isWhole, false, LINES_AHEAD)
                .flatMapSequential(
                        window -> window.switchOnFirst((first, rest) -> first.get() instanceof ImageBytes image
                                ? store(image, rest, storing).thenMany(Flux.empty())
                                : rest),
                        AT_ONCE,
                        LINES_AHEAD);
    }

    private static boolean isWhole(ManifestLine line) {
        return !(line instanceof ImageBytes bytes) || bytes.last();
    }

    private Mono<Void> store(ImageBytes image, Flux<ManifestLine> pieces, BooleanSupplier storing) {
        return storing.getAsBoolean()
                ? uploads.store(image.upload(), pieces.handle(InlineImages::unwrap))
                        .onErrorComplete(DroppedException.class)
                : pieces.then();
    }

    private static void unwrap(ManifestLine line, SynchronousSink<ByteBuffer> bytes) {
        if (line instanceof ImageBytes piece) {
            bytes.next(piece.bytes());
        } else {
            bytes.error(new DroppedException());
        }
    }

    /** What has begun like an image is none, and its row is rejected: nothing of it is to be stored. */
    private static final class DroppedException extends RuntimeException {
        DroppedException() {
            super("the image is none", null, false, false);
        }
    }
}

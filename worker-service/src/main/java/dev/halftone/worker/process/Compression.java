package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.Ending;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.process.QualitySearch.Rung;

/** Compresses a bitmap to a share of its source's bytes. What is made is never larger than the source. */
final class Compression {

    private final SourceFile source;
    private final Bitmap bitmap;
    private final boolean untouched;
    private final ImageFormat format;
    private final long target;

    /**
     * @param untouched whether the bitmap is still the source's, which may then stand for it
     * @param format to be stored
     * @param share of the source's bytes
     */
    Compression(SourceFile source, Bitmap bitmap, boolean untouched, ImageFormat format, double share) {
        this.source = source;
        this.bitmap = bitmap;
        this.untouched = untouched;
        this.format = format;
        this.target = (long) (share * source.bytes().length);
    }

    /** @throws ImageFailureException if no encoding is smaller than the source and the source cannot stand for it */
    Compressed run() {
        Compressed lossless = format == ImageFormat.PNG ? encode(new Encoding.LosslessPng()) : null;
        if (lossless != null && lossless.bytes().length <= target) {
            return lossless.ended(Ending.TARGET_MET);
        }
        Compressed found = search(ladder(), target);
        if (found.bytes().length <= target) {
            return found.ended(Ending.TARGET_MET);
        }
        Compressed best = lossless != null && lossless.bytes().length < found.bytes().length ? lossless : found;
        return isSmaller(best) ? best.ended(Ending.QUALITY_FLOOR) : withoutGrowing();
    }

    /** No encoding above the floor is smaller than the source. */
    private Compressed withoutGrowing() {
        if (isSourceAsWanted()) {
            return sourceItself();
        }
        Compressed coarse = search(ladder().belowFloor(), source.bytes().length - 1L);
        if (isSmaller(coarse)) {
            return coarse.ended(Ending.QUALITY_FLOOR);
        }
        if (!untouched) {
            throw new ImageFailureException(FailureReason.PROCESSING_FAILED);
        }
        return sourceItself();
    }

    private Compressed sourceItself() {
        return new Compressed(source.header().format(), source.bytes(), null, Ending.ALREADY_SMALL);
    }

    private boolean isSourceAsWanted() {
        return untouched
                && source.header().format() == format
                && source.header().plain();
    }

    private boolean isSmaller(Compressed file) {
        return file.bytes().length < source.bytes().length;
    }

    private Ladder ladder() {
        Ladder ladder = Ladder.of(format);
        boolean again = format == ImageFormat.JPEG && source.header().format() == ImageFormat.JPEG && untouched;
        double share = (double) target / source.bytes().length;
        return again
                ? JpegStructure.coarseness(Bytes.of(source.bytes())).stream()
                        .mapToObj(coarseness -> ladder.startingAt(Ladder.jpegQuality(coarseness, share)))
                        .findFirst()
                        .orElse(ladder)
                : ladder;
    }

    private Compressed search(Ladder ladder, long bytes) {
        Rung found = QualitySearch.run(ladder, bytes, bitmap::encode);
        return Compressed.of(found.encoding(), found.file());
    }

    private Compressed encode(Encoding encoding) {
        return Compressed.of(encoding, bitmap.encode(encoding));
    }
}

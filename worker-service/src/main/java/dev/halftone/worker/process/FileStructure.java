package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.ImageFailureException;

/**
 * The parts that a file announces, walked without decoding any. Before it is decoded, so that no decoder has to bear what is too many;
 * and once it could not be decoded, to tell a file that ends too early from one that is damaged. The decoders' messages cannot tell: each
 * words it in its own way, and most stumble over the same byte either way.
 */
final class FileStructure {

    private FileStructure() {}

    /**
     * Refuses what would cost a decoder much before it can say no: as it reads the header, it counts frames and pages and unpacks
     * metadata.
     *
     * @throws ImageFailureException if there is more than any sound file has, or than is allowed
     */
    static void check(byte[] file, ImageFormat format, Bounds bounds) {
        switch (format) {
            case JPEG -> JpegScans.of(file).check();
            case PNG -> PngStructure.checkMetadata(Bytes.of(file));
            case GIF -> GifStructure.check(Bytes.littleEndian(file), bounds);
            case WEBP -> bounds.checkFrames(WebpStructure.frames(Bytes.littleEndian(file)));
            case TIFF -> TiffStructure.check(file, bounds);
            // its decoder bounds the parts of this format itself, and counts none before it is asked to
            case AVIF -> {}
        }
    }

    /** How much of the source the decoder holds at once, in bytes. */
    static long heldBytes(byte[] file, ImageHeader header) {
        return header.format() == ImageFormat.JPEG
                ? JpegScans.of(file).heldBytes()
                : header.pixels() * header.pixelBytes();
    }

    /** Whether the header is there, and something that it announces is not. A file without its whole header is damaged. */
    static boolean isCutShort(byte[] file, ImageFormat format) {
        return switch (format) {
            case JPEG -> JpegStructure.isCutShort(Bytes.of(file));
            case PNG -> PngStructure.isCutShort(Bytes.of(file));
            case GIF -> GifStructure.isCutShort(Bytes.littleEndian(file));
            case WEBP -> WebpStructure.isCutShort(Bytes.littleEndian(file));
            case AVIF -> isAvifCutShort(Bytes.of(file));
            case TIFF -> TiffStructure.isCutShort(file);
        };
    }

    /** Boxes, each with its length; one of length 0 is the last. */
    private static boolean isAvifCutShort(Bytes file) {
        long box = 0;
        while (file.reach(box, 8)) {
            long length = file.unsigned32(box);
            if (length == 0) {
                return false;
            }
            if (length == 1) {
                length = file.reach(box, 16) ? file.unsigned64(box + 8) : Long.MAX_VALUE;
            }
            if (length < 8) {
                return false;
            }
            if (!file.reach(box, length)) {
                return true;
            }
            box += length;
        }
        return file.reach(box, 1);
    }
}

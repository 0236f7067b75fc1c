package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;

/**
 * Tells a file that ends too early from one that is damaged, once it could not be decoded: by walking the parts that the file
 * itself announces. The decoders' messages cannot tell: each words it in its own way, and most stumble over the same byte either way.
 */
final class FileStructure {

    private static final int PNG_FIRST_CHUNK = 8;
    private static final int PNG_CHUNK_OVERHEAD = 12;
    private static final long PNG_END = 0x49454e44; // IEND

    private FileStructure() {}

    /** Whether the header is there, and something that it announces is not. A file without its whole header is damaged. */
    static boolean isCutShort(byte[] file, ImageFormat format) {
        return switch (format) {
            case JPEG -> JpegStructure.isCutShort(Bytes.of(file));
            case PNG -> isPngCutShort(Bytes.of(file));
            case GIF -> GifStructure.isCutShort(Bytes.littleEndian(file));
            case WEBP -> isWebpCutShort(Bytes.littleEndian(file));
            case AVIF -> isAvifCutShort(Bytes.of(file));
            case TIFF -> TiffStructure.isCutShort(file);
        };
    }

    /** Chunks of a length, a type, data and a checksum; the last is IEND, which has no data. */
    private static boolean isPngCutShort(Bytes file) {
        long last = (long) file.bytes().length - PNG_CHUNK_OVERHEAD;
        if (file.reach(last, PNG_CHUNK_OVERHEAD) && file.unsigned32(last + 4) == PNG_END) {
            return false;
        }
        long chunk = PNG_FIRST_CHUNK;
        while (file.reach(chunk, PNG_CHUNK_OVERHEAD)) {
            if (file.unsigned32(chunk + 4) == PNG_END) {
                return false;
            }
            chunk += PNG_CHUNK_OVERHEAD + file.unsigned32(chunk);
        }
        return chunk > PNG_FIRST_CHUNK;
    }

    /** One RIFF chunk that says how long the rest is. */
    private static boolean isWebpCutShort(Bytes file) {
        return !file.reach(8, file.unsigned32(4));
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

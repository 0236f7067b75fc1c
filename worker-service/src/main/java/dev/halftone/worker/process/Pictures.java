package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.util.HashMap;
import java.util.Map;

/**
 * Other images that an image's pipelines use, decoded when first asked for: the first frame of each. They are strangers' files as any
 * source, and held against the same bounds; but of one that cannot be used, the image's own file is not to blame.
 */
final class Pictures implements AutoCloseable {

    private final ImageCodec codec;
    private final Bounds bounds;
    private final Map<String, byte[]> files;
    private final Map<String, Bitmap> decoded = new HashMap<>();

    /** @param files by key */
    Pictures(ImageCodec codec, Bounds bounds, Map<String, byte[]> files) {
        this.codec = codec;
        this.bounds = bounds;
        this.files = files;
    }

    /**
     * @param held pixels of the bitmaps that are there beside these
     * @throws ImageFailureException {@code processing_failed} if it cannot be decoded within the bounds
     */
    Bitmap get(String key, long held) {
        return decoded.computeIfAbsent(key, absent -> decode(absent, held));
    }

    private Bitmap decode(String key, long held) {
        byte[] file = files.get(key);
        if (file == null) {
            throw new IllegalStateException("nobody brought " + key);
        }
        try {
            return decode(file, held);
        } catch (ImageFailureException | UnreadableImageException e) {
            throw new ImageFailureException(
                    FailureReason.PROCESSING_FAILED, new IllegalStateException(key + " cannot be laid on: " + e, e));
        }
    }

    private Bitmap decode(byte[] file, long held) {
        ImageFormat format = PipelineRunner.formatOf(file);
        FileStructure.check(file, format, bounds);
        try (OpenImage image = codec.open(file, format)) {
            ImageHeader header = image.header();
            bounds.check(header, FileStructure.heldBytes(file, header) + Bounds.bytes(held + pixels()));
            return image.decode(1, false);
        }
    }

    /** Of all that are decoded. */
    long pixels() {
        return decoded.values().stream()
                .mapToLong(picture -> (long) picture.width() * picture.height())
                .sum();
    }

    @Override
    public void close() {
        decoded.values().forEach(Bitmap::close);
    }
}

package dev.halftone.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a file begins like. The list of formats is closed: whatever begins like none of them reaches no decoder. */
public final class Signature {

    private static final int BOX_HEADER = 8;
    private static final int BRAND_BYTES = 4;

    private Signature() {}

    /** @param bytes of the whole file, or its first ones */
    public static Optional<ImageFormat> of(byte[] bytes) {
        return Arrays.stream(ImageFormat.values())
                .filter(format -> matches(bytes, format))
                .findFirst();
    }

    private static boolean matches(byte[] bytes, ImageFormat format) {
        return switch (format) {
            case JPEG -> has(bytes, 0, "\u00ff\u00d8\u00ff");
            case PNG -> has(bytes, 0, "\u0089PNG\r\n\u001a\n");
            case GIF -> has(bytes, 0, "GIF87a") || has(bytes, 0, "GIF89a");
            case WEBP -> has(bytes, 0, "RIFF") && has(bytes, BOX_HEADER, "WEBP");
            case AVIF -> has(bytes, BRAND_BYTES, "ftyp") && hasAvifBrand(bytes);
            case TIFF -> has(bytes, 0, "II*\0") || has(bytes, 0, "MM\0*");
        };
    }

    /** The major brand, a version, then the compatible brands, each of four letters. */
    private static boolean hasAvifBrand(byte[] bytes) {
        long boxSize = Integer.toUnsignedLong(ByteBuffer.wrap(bytes).getInt(0));
        int end = (int) Math.min(bytes.length, boxSize);
        for (int brand = BOX_HEADER; brand + BRAND_BYTES <= end; brand += BRAND_BYTES) {
            if (has(bytes, brand, "avif") || has(bytes, brand, "avis")) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(byte[] bytes, int offset, String text) {
        byte[] expected = text.getBytes(StandardCharsets.ISO_8859_1);
        int end = offset + expected.length;
        return end <= bytes.length && Arrays.equals(bytes, offset, end, expected, 0, expected.length);
    }
}

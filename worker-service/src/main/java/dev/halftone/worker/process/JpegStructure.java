package dev.halftone.worker.process;

import java.util.OptionalDouble;

/** The segments of a JPEG file (ITU-T T.81, annex B). */
final class JpegStructure {

    static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int QUANTISATION_TABLES = 0xdb;
    private static final int COEFFICIENTS = 64;

    /** The sum of the luminance table of annex K, which quality 50 stands for. */
    private static final double STANDARD_SUM = 3688;

    private JpegStructure() {}

    static boolean isCutShort(Bytes file) {
        boolean frame = false;
        long segment = 2;
        while (file.reach(segment, 4) && file.unsigned8(segment) == 0xff) {
            int marker = file.unsigned8(segment + 1);
            if (marker == START_OF_SCAN) {
                return !isEndThere(file, segment);
            }
            frame |= isFrame(marker);
            segment = next(file, segment);
        }
        return frame && !file.reach(segment, 4);
    }

    /**
     * How coarsely the luminance is quantised: 1 is what the usual encoders call quality 50, half of it is quality 75.
     *
     * @return empty if the file has no such table before its first scan
     */
    static OptionalDouble coarseness(Bytes file) {
        long segment = 2;
        while (file.reach(segment, 5) && file.unsigned8(segment) == 0xff) {
            int marker = file.unsigned8(segment + 1);
            if (marker == QUANTISATION_TABLES && (file.unsigned8(segment + 4) & 0x0f) == 0) {
                return tableSum(file, segment + 4);
            }
            if (marker == START_OF_SCAN) {
                return OptionalDouble.empty();
            }
            segment = next(file, segment);
        }
        return OptionalDouble.empty();
    }

    /** @param table its precision and number in one byte, then the coefficients */
    private static OptionalDouble tableSum(Bytes file, long table) {
        int size = file.unsigned8(table) >> 4 == 0 ? 1 : 2;
        if (!file.reach(table, 1 + (long) size * COEFFICIENTS)) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (int index = 0; index < COEFFICIENTS; index++) {
            long place = table + 1 + (long) index * size;
            sum += size == 1 ? file.unsigned8(place) : file.unsigned16(place);
        }
        return OptionalDouble.of(sum / STANDARD_SUM);
    }

    /** Where the segment after this one begins. */
    static long next(Bytes file, long segment) {
        boolean fill = file.unsigned8(segment + 1) == 0xff;
        return fill ? segment + 1 : segment + 2 + Math.max(2, file.unsigned16(segment + 2));
    }

    /** Whether the segment says how large the image is. */
    static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /** Entropy-coded data never has an 0xff before an 0xd9, so the marker is unmistakable. */
    private static boolean isEndThere(Bytes file, long from) {
        for (long place = from; file.reach(place, 2); place++) {
            if (file.unsigned8(place) == 0xff && file.unsigned8(place + 1) == END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }
}

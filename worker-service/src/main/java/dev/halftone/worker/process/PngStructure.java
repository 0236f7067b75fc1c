package dev.halftone.worker.process;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.util.Set;

/** The chunks of a PNG file: a length, a type, data and a checksum; the last is IEND, which has no data. */
final class PngStructure {

    private static final int FIRST_CHUNK = 8;
    private static final int OVERHEAD = 12;
    private static final long END = 0x49454e44; // IEND
    private static final long LONGEST = Integer.MAX_VALUE;

    /** Chunks that unpack to a thousand times their length, which the decoder does up to 8 MB each as it reads the header. */
    private static final Set<Long> PACKED = Set.of(0x69434350L, 0x7a545874L, 0x69545874L); // iCCP, zTXt, iTXt

    private static final int MOST_PACKED = 16;

    /** A type whose first letter is small may be left out by a decoder, so it holds no pixels. */
    private static final long ANCILLARY = 0x2000_0000;

    private static final int MOST_ANCILLARY = 1_000;

    private PngStructure() {}

    /** @throws ImageFailureException {@code corrupt} if it has more metadata than a picture needs, or a length that none may have */
    static void checkMetadata(Bytes file) {
        int packed = 0;
        int ancillary = 0;
        long chunk = FIRST_CHUNK;
        while (file.reach(chunk, OVERHEAD) && file.unsigned32(chunk + 4) != END) {
            long type = file.unsigned32(chunk + 4);
            packed += PACKED.contains(type) ? 1 : 0;
            ancillary += (type & ANCILLARY) == 0 ? 0 : 1;
            if (file.unsigned32(chunk) > LONGEST || packed > MOST_PACKED || ancillary > MOST_ANCILLARY) {
                throw new ImageFailureException(FailureReason.CORRUPT);
            }
            chunk += OVERHEAD + file.unsigned32(chunk);
        }
    }

    static boolean isCutShort(Bytes file) {
        long last = (long) file.bytes().length - OVERHEAD;
        if (file.reach(last, OVERHEAD) && file.unsigned32(last + 4) == END) {
            return false;
        }
        long chunk = FIRST_CHUNK;
        while (file.reach(chunk, OVERHEAD)) {
            if (file.unsigned32(chunk + 4) == END) {
                return false;
            }
            chunk += OVERHEAD + file.unsigned32(chunk);
        }
        return chunk > FIRST_CHUNK;
    }
}

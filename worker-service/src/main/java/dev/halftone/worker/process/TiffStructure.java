package dev.halftone.worker.process;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.util.HashSet;
import java.util.Set;

/** The first directory of a TIFF file (TIFF 6.0) and the strips or tiles that it points to. */
final class TiffStructure {

    private static final int ENTRY = 12;
    private static final int SHORT = 3;

    private static final int HEIGHT = 257;
    private static final int SAMPLES = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int STRIPS = 273;
    private static final int TILES = 324;

    private TiffStructure() {}

    /**
     * The decoder follows all directories and reads all lists of strips before it says what the image is.
     *
     * @throws ImageFailureException {@code too_many_frames} of the directories, {@code too_many_pixels} of one tile, or {@code corrupt}
     */
    static void check(byte[] bytes, Bounds bounds) {
        Bytes file = bytesOf(bytes);
        Set<Long> seen = new HashSet<>();
        long directory = file.reach(0, 8) ? file.unsigned32(4) : 0;
        while (directory != 0 && file.reach(directory, 2)) {
            if (!seen.add(directory)) {
                throw new ImageFailureException(FailureReason.CORRUPT);
            }
            bounds.checkFrames(seen.size());
            long next = directory + 2 + (long) ENTRY * file.unsigned16(directory);
            if (!file.reach(next, 4)) {
                return;
            }
            checkParts(file, directory, bounds);
            directory = file.unsigned32(next);
        }
    }

    /** A strip has at least one line of one channel; a tile is decoded whole. */
    private static void checkParts(Bytes file, long directory, Bounds bounds) {
        long lines = number(file, directory, HEIGHT, 0) * number(file, directory, SAMPLES, 1);
        if (count(file, directory, STRIPS) > lines || count(file, directory, TILES) > bounds.pixels()) {
            throw new ImageFailureException(FailureReason.CORRUPT);
        }
        long width = number(file, directory, TILE_WIDTH, 0);
        if (width > 0 && number(file, directory, TILE_HEIGHT, 0) > bounds.pixels() / width) {
            throw new ImageFailureException(FailureReason.TOO_MANY_PIXELS);
        }
    }

    private static long number(Bytes file, long directory, int tag, long otherwise) {
        long entry = entry(file, directory, tag);
        return entry < 0 ? otherwise : value(file, entry, 0);
    }

    private static long count(Bytes file, long directory, int tag) {
        long entry = entry(file, directory, tag);
        return entry < 0 ? 0 : file.unsigned32(entry + 4);
    }

    private static Bytes bytesOf(byte[] bytes) {
        return bytes[0] == 'I' ? Bytes.littleEndian(bytes) : Bytes.of(bytes);
    }

    static boolean isCutShort(byte[] bytes) {
        Bytes file = bytesOf(bytes);
        if (!file.reach(0, 8)) {
            return false;
        }
        long directory = file.unsigned32(4);
        if (!file.reach(directory, 2) || !file.reach(directory + 2, (long) ENTRY * file.unsigned16(directory))) {
            return true;
        }
        return isDataCut(file, directory, STRIPS, 279) || isDataCut(file, directory, TILES, 325);
    }

    /** @param offsets the tag of where the strips or tiles lie; {@code lengths} that of how long they are */
    private static boolean isDataCut(Bytes file, long directory, int offsets, int lengths) {
        long offset = entry(file, directory, offsets);
        long length = entry(file, directory, lengths);
        if (offset < 0 || length < 0) {
            return false;
        }
        long count = Math.min(file.unsigned32(offset + 4), file.unsigned32(length + 4));
        for (long index = 0; index < count; index++) {
            long start = value(file, offset, index);
            if (start < 0 || !file.reach(start, value(file, length, index))) {
                return true;
            }
        }
        return false;
    }

    private static long entry(Bytes file, long directory, int tag) {
        for (int index = 0; index < file.unsigned16(directory); index++) {
            long entry = directory + 2 + (long) ENTRY * index;
            if (file.unsigned16(entry) == tag) {
                return entry;
            }
        }
        return -1;
    }

    /** One of the entry's values, which lie in the entry itself if they fit there; -1 if it is not in the file. */
    private static long value(Bytes file, long entry, long index) {
        boolean isShort = file.unsigned16(entry + 2) == SHORT;
        int size = isShort ? 2 : 4;
        boolean inEntry = file.unsigned32(entry + 4) * size <= 4;
        long place = (inEntry ? entry + 8 : file.unsigned32(entry + 8)) + index * size;
        if (!file.reach(place, size)) {
            return -1;
        }
        return isShort ? file.unsigned16(place) : file.unsigned32(place);
    }
}

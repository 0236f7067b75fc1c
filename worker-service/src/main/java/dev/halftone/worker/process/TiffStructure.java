package dev.halftone.worker.process;

/** The first directory of a TIFF file (TIFF 6.0) and the strips or tiles that it points to. */
final class TiffStructure {

    private static final int ENTRY = 12;
    private static final int SHORT = 3;

    private TiffStructure() {}

    static boolean isCutShort(byte[] bytes) {
        Bytes file = bytes[0] == 'I' ? Bytes.littleEndian(bytes) : Bytes.of(bytes);
        if (!file.reach(0, 8)) {
            return false;
        }
        long directory = file.unsigned32(4);
        if (!file.reach(directory, 2) || !file.reach(directory + 2, (long) ENTRY * file.unsigned16(directory))) {
            return true;
        }
        return isDataCut(file, directory, 273, 279) || isDataCut(file, directory, 324, 325);
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

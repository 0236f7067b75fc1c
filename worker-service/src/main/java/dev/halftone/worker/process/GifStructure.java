package dev.halftone.worker.process;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;

/** The blocks of a GIF file (GIF89a). */
final class GifStructure {

    private static final int SCREEN_DESCRIPTOR_END = 13;
    private static final int FLAGS = 10;
    private static final int IMAGE = 0x2c;
    private static final int IMAGE_DESCRIPTOR = 10;
    private static final int EXTENSION = 0x21;
    private static final int TRAILER = 0x3b;

    private GifStructure() {}

    /**
     * The decoder leaves out what is missing, and says nothing.
     *
     * @throws ImageFailureException {@code truncated} or {@code too_many_frames}
     */
    static void check(Bytes file, Bounds bounds) {
        if (isCutShort(file)) {
            throw new ImageFailureException(FailureReason.TRUNCATED);
        }
        bounds.checkFrames(frames(file));
    }

    private static int frames(Bytes file) {
        int frames = 0;
        long block = file.reach(0, SCREEN_DESCRIPTOR_END) ? firstBlock(file) : file.bytes().length;
        while (file.reach(block, IMAGE_DESCRIPTOR)) {
            switch (file.unsigned8(block)) {
                case EXTENSION -> block = afterSubBlocks(file, block + 2);
                case IMAGE -> {
                    block = afterImage(file, block);
                    frames++;
                }
                default -> {
                    return frames;
                }
            }
        }
        return frames;
    }

    private static long firstBlock(Bytes file) {
        return (long) SCREEN_DESCRIPTOR_END + colourTable(file.unsigned8(FLAGS));
    }

    /** Between two blocks a file may end: nothing but the trailer is missing. */
    static boolean isCutShort(Bytes file) {
        if (!file.reach(0, SCREEN_DESCRIPTOR_END)) {
            return false;
        }
        long block = firstBlock(file);
        if (file.unsigned8(file.bytes().length - 1) == TRAILER) {
            return false;
        }
        while (file.reach(block, IMAGE_DESCRIPTOR)) {
            switch (file.unsigned8(block)) {
                case EXTENSION -> block = afterSubBlocks(file, block + 2);
                case IMAGE -> block = afterImage(file, block);
                default -> {
                    return false;
                }
            }
        }
        return block != file.bytes().length;
    }

    private static long afterImage(Bytes file, long image) {
        long data = image + IMAGE_DESCRIPTOR + colourTable(file.unsigned8(image + IMAGE_DESCRIPTOR - 1));
        return afterSubBlocks(file, data + 1);
    }

    /** Each begins with its length; one of length 0 is the last. */
    private static long afterSubBlocks(Bytes file, long first) {
        long block = first;
        while (file.reach(block, 1) && file.unsigned8(block) != 0) {
            block += 1 + file.unsigned8(block);
        }
        return block + 1;
    }

    private static int colourTable(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 0x07) + 1);
    }
}

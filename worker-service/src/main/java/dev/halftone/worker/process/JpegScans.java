package dev.halftone.worker.process;

import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;

/**
 * The scans of a JPEG file (ITU-T T.81). If the coefficients come in more than one, as those of a progressive file do, a decoder holds all
 * of them before it has a pixel, and passes over the whole image once a scan; else it holds a few lines.
 *
 * @param frame the segment that says how large the image is: after its marker and length come precision, height, width, the number of
 *     components, and three bytes for each
 */
record JpegScans(Bytes file, long frame) {

    /** Encoders write some ten. */
    private static final int MOST = 64;

    private static final int FRAME_BYTES = 10;
    private static final int BLOCK = 8;
    private static final int BLOCK_BYTES = 64 * 2;

    static JpegScans of(byte[] bytes) {
        Bytes file = Bytes.of(bytes);
        long segment = 2;
        while (file.reach(segment, FRAME_BYTES) && file.unsigned8(segment) == 0xff) {
            if (JpegStructure.isFrame(file.unsigned8(segment + 1))) {
                return new JpegScans(file, segment);
            }
            segment = JpegStructure.next(file, segment);
        }
        return new JpegScans(file, bytes.length);
    }

    /** @throws ImageFailureException {@code corrupt} if there are more than any encoder makes */
    void check() {
        if (!areSeveral()) {
            return;
        }
        int scans = 0;
        for (long place = frame; file.reach(place, 2); place++) {
            scans += isScan(place) ? 1 : 0;
            if (scans > MOST) {
                throw new ImageFailureException(FailureReason.CORRUPT);
            }
        }
    }

    /** What a decoder holds before it has a pixel. */
    long heldBytes() {
        return areSeveral() ? coefficientBytes() : 0;
    }

    private boolean areSeveral() {
        if (!file.reach(frame, FRAME_BYTES)) {
            return false;
        }
        boolean progressive = (file.unsigned8(frame + 1) & 0x02) != 0;
        return progressive || firstScanComponents() < components();
    }

    private int firstScanComponents() {
        long segment = frame;
        while (file.reach(segment, 5) && file.unsigned8(segment) == 0xff) {
            if (isScan(segment)) {
                return file.unsigned8(segment + 4);
            }
            segment = JpegStructure.next(file, segment);
        }
        return components();
    }

    /** Entropy-coded data never has an 0xff before this. */
    private boolean isScan(long place) {
        return file.unsigned8(place) == 0xff && file.unsigned8(place + 1) == JpegStructure.START_OF_SCAN;
    }

    private long coefficientBytes() {
        int widest = 1;
        int highest = 1;
        for (int component = 0; component < components(); component++) {
            widest = Math.max(widest, across(component));
            highest = Math.max(highest, down(component));
        }
        long units = units(file.unsigned16(frame + 7), widest) * units(file.unsigned16(frame + 5), highest);
        long blocks = 0;
        for (int component = 0; component < components(); component++) {
            blocks += units * across(component) * down(component);
        }
        return blocks * BLOCK_BYTES;
    }

    private static long units(int side, int blocks) {
        return Math.ceilDiv(side, BLOCK * blocks);
    }

    private int components() {
        int components = file.unsigned8(frame + 9);
        return file.reach(frame + FRAME_BYTES, 3L * components) ? components : 0;
    }

    /** How many blocks of the component lie side by side in a unit. */
    private int across(int component) {
        return file.unsigned8(sampling(component)) >> 4;
    }

    private int down(int component) {
        return file.unsigned8(sampling(component)) & 0x0f;
    }

    private long sampling(int component) {
        return frame + FRAME_BYTES + 3L * component + 1;
    }
}

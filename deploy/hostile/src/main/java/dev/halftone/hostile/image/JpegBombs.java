package dev.halftone.hostile.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** JPEG (ITU-T T.81, annex B), made of real ones. */
final class JpegBombs {

    private static final int START_OF_FRAME = 0xc0;
    private static final int START_OF_PROGRESSIVE = 0xc2;
    private static final int START_OF_SCAN = 0xda;

    private JpegBombs() {}

    static List<Bomb> of(byte[] baseline, byte[] progressive) {
        return List.of(
                Bomb.of(
                        "jpeg-declares-4-gigapixels",
                        sized(baseline, START_OF_FRAME, 65_000, 65_000),
                        "too_many_pixels"),
                Bomb.any("jpeg-declares-49-megapixels", sized(baseline, START_OF_FRAME, 7_000, 7_000)),
                Bomb.of("jpeg-no-lines", sized(baseline, START_OF_FRAME, 100, 0), "corrupt", "truncated"),
                Bomb.any("jpeg-500-scans", scans(progressive, 500)),
                Bomb.any(
                        "jpeg-500-scans-of-49-megapixels",
                        scans(sized(progressive, START_OF_PROGRESSIVE, 7_000, 7_000), 500)),
                Bomb.any("jpeg-20-mib-of-comments", comments(baseline, 320)),
                Bomb.any(
                        "jpeg-with-html-behind",
                        new Bytes()
                                .bytes(baseline)
                                .text("<html><script>alert(1)</script>")
                                .all()),
                Bomb.any(
                        "jpeg-with-zip-behind",
                        new Bytes()
                                .bytes(baseline)
                                .text("PK\3\4")
                                .bytes(new byte[64])
                                .all()),
                Bomb.of("jpeg-start-alone", Arrays.copyOf(baseline, 3), "truncated", "corrupt", "unsupported_format"));
    }

    private static byte[] sized(byte[] jpeg, int frame, int width, int height) {
        byte[] changed = jpeg.clone();
        int at = marker(jpeg, frame, 2);
        System.arraycopy(new Bytes().u16(height).u16(width).all(), 0, changed, at + 5, 4);
        return changed;
    }

    /** Its last scan again and again. */
    private static byte[] scans(byte[] jpeg, int many) {
        List<Integer> scans = new ArrayList<>();
        for (int at = marker(jpeg, START_OF_SCAN, 2); at >= 0; at = marker(jpeg, START_OF_SCAN, at + 2)) {
            scans.add(at);
        }
        int last = scans.getLast();
        byte[] scan = Arrays.copyOfRange(jpeg, last, jpeg.length - 2);
        Bytes bytes = new Bytes().bytes(Arrays.copyOf(jpeg, last));
        for (int i = 0; i < many; i++) {
            bytes.bytes(scan);
        }
        return bytes.u8(0xff, 0xd9).all();
    }

    private static byte[] comments(byte[] jpeg, int many) {
        Bytes bytes = new Bytes().bytes(Arrays.copyOf(jpeg, 2));
        for (int i = 0; i < many; i++) {
            bytes.u8(0xff, 0xfe).u16(0xffff).bytes(new byte[0xfffd]);
        }
        return bytes.bytes(Arrays.copyOfRange(jpeg, 2, jpeg.length)).all();
    }

    /** Where a marker is; -1 if there is none. */
    private static int marker(byte[] jpeg, int marker, int from) {
        for (int i = from; i < jpeg.length - 1; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == marker) {
                return i;
            }
        }
        return -1;
    }
}

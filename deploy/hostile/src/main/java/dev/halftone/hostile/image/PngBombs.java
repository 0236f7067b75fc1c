package dev.halftone.hostile.image;

import java.util.List;
import java.util.zip.CRC32;

/** PNG (its third edition, section 5): chunks of length, type, data and CRC. */
final class PngBombs {

    private static final int GREY = 0;
    private static final int RGBA = 6;
    private static final long MIB = 1 << 20;

    private PngBombs() {}

    static List<Bomb> all() {
        return List.of(
                Bomb.of(
                        "png-declares-billions",
                        png(header(100_000, 100_000, 8, GREY, 0), data(64)),
                        "too_many_pixels"),
                Bomb.of(
                        "png-900-megapixels-of-one-bit",
                        png(header(30_000, 30_000, 1, GREY, 0), data(30_000L * 3_751)),
                        "too_many_pixels"),
                Bomb.of("png-no-pixels", png(header(0, 0, 8, GREY, 0), data(1)), "corrupt", "truncated"),
                Bomb.of(
                        "png-negative",
                        png(header(0xffffffffL, 0x80000000L, 8, GREY, 0), data(64)),
                        "corrupt",
                        "too_many_pixels",
                        "truncated"),
                Bomb.any("png-49-megapixels-of-64-bits", png(header(7_000, 7_000, 16, RGBA, 0), data(7_000L * 56_001))),
                Bomb.any(
                        "png-49-megapixels-interlaced",
                        png(header(7_000, 7_000, 16, RGBA, 1), data(7_000L * 56_001 + 100_000))),
                Bomb.any("png-text-of-100-mib", png(small(), chunk("zTXt", text(100 * MIB)), data(9 * 8))),
                Bomb.any("png-profile-of-64-mib", png(small(), chunk("iCCP", text(64 * MIB)), data(9 * 8))),
                Bomb.any(
                        "png-100000-texts",
                        png(small(), many(100_000, chunk("tEXt", new byte[] {65, 0, 65})), data(9 * 8))),
                Bomb.any(
                        "png-100000-empty-parts", png(small(), many(100_000, chunk("IDAT", new byte[0])), data(9 * 8))),
                Bomb.any(
                        "png-4-billion-frames",
                        png(
                                small(),
                                chunk(
                                        "acTL",
                                        new Bytes().u32(0xffffffffL).u32(0).all()),
                                data(9 * 8))),
                Bomb.of(
                        "png-endless-chunk",
                        new Bytes()
                                .bytes(png(small()))
                                .u32(0x7fffffff)
                                .text("IDAT")
                                .u32(0)
                                .all(),
                        "truncated",
                        "corrupt"),
                Bomb.of("png-without-data", png(small()), "truncated", "corrupt"),
                Bomb.of(
                        "png-of-too-little-data",
                        png(header(5_000, 5_000, 8, RGBA, 0), data(100)),
                        "truncated",
                        "corrupt"));
    }

    private static byte[] small() {
        return header(8, 8, 8, GREY, 0);
    }

    private static byte[] header(long width, long height, int depth, int colour, int interlaced) {
        return chunk(
                "IHDR",
                new Bytes()
                        .u32(width)
                        .u32(height)
                        .u8(depth, colour, 0, 0, interlaced)
                        .all());
    }

    private static byte[] data(long zeros) {
        return chunk("IDAT", Bytes.deflatedZeros(zeros));
    }

    private static byte[] text(long zeros) {
        return new Bytes().text("a").u8(0, 0).bytes(Bytes.deflatedZeros(zeros)).all();
    }

    private static byte[] many(int times, byte[] chunk) {
        Bytes bytes = new Bytes();
        for (int i = 0; i < times; i++) {
            bytes.bytes(chunk);
        }
        return bytes.all();
    }

    private static byte[] png(byte[]... chunks) {
        Bytes bytes = new Bytes().u8(0x89).text("PNG\r\n").u8(0x1a, '\n');
        for (byte[] chunk : chunks) {
            bytes.bytes(chunk);
        }
        return chunks.length > 1 ? bytes.bytes(chunk("IEND", new byte[0])).all() : bytes.all();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] named = new Bytes().text(type).bytes(data).all();
        CRC32 crc = new CRC32();
        crc.update(named);
        return new Bytes().u32(data.length).bytes(named).u32(crc.getValue()).all();
    }
}

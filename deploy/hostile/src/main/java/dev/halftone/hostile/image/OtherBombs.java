package dev.halftone.hostile.image;

import java.util.List;

/** TIFF, WebP and AVIF, and what is no image at all. */
final class OtherBombs {

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int STRIP_OFFSETS = 273;
    private static final int SAMPLES = 277;
    private static final int STRIP_BYTES = 279;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    private OtherBombs() {}

    static List<Bomb> all() {
        return List.of(
                Bomb.of("tiff-4-gigapixels", tiff(65_535, 65_535, 1, 0), "too_many_pixels", "corrupt", "truncated"),
                Bomb.of(
                        "tiff-negative",
                        tiff(0xffffffffL, 0xffffffffL, 1, 0),
                        "too_many_pixels",
                        "corrupt",
                        "truncated"),
                Bomb.any("tiff-pages-in-a-circle", tiff(8, 8, 1, 8)),
                Bomb.of(
                        "tiff-billions-of-strips",
                        tiff(8, 8, 0xfffffff0L, 0),
                        "corrupt",
                        "truncated",
                        "processing_failed"),
                Bomb.of("tiff-65535-tags", tags(), "corrupt", "truncated", "unsupported_format"),
                Bomb.of(
                        "tiff-directory-far-away",
                        new Bytes().text("II").le16(42).le32(0xfffffff0L).all(),
                        "corrupt",
                        "truncated",
                        "unsupported_format"),
                Bomb.of(
                        "webp-declares-268-megapixels",
                        lossless(16_383, 16_383),
                        "too_many_pixels",
                        "corrupt",
                        "truncated"),
                Bomb.of("webp-canvas-of-billions", extended(), "too_many_pixels", "corrupt", "truncated"),
                Bomb.of(
                        "avif-without-anything",
                        new Bytes()
                                .u32(28)
                                .text("ftypavif")
                                .u32(0)
                                .text("avifmif1miaf")
                                .all(),
                        "corrupt",
                        "truncated"),
                Bomb.of(
                        "avif-box-of-exabytes",
                        new Bytes()
                                .u32(28)
                                .text("ftypavif")
                                .u32(0)
                                .text("avifmif1miaf")
                                .u32(1)
                                .text("meta")
                                .u32(0x7fffffff)
                                .u32(0)
                                .all(),
                        "corrupt",
                        "truncated"),
                Bomb.of(
                        "svg",
                        new Bytes()
                                .text(
                                        "<svg xmlns='http://www.w3.org/2000/svg' width='9999999' height='9999999'><image href='http://127.66.0.1/a.png'/></svg>")
                                .all(),
                        "unsupported_format"),
                Bomb.of(
                        "svg-entities",
                        new Bytes()
                                .text(
                                        "<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'http://127.66.0.1/x'>]><svg>&x;</svg>")
                                .all(),
                        "unsupported_format"),
                Bomb.of(
                        "mvg",
                        new Bytes()
                                .text(
                                        "push graphic-context\nimage over 0,0 0,0 'http://127.66.0.1/x'\npop graphic-context")
                                .all(),
                        "unsupported_format"),
                Bomb.of(
                        "postscript",
                        new Bytes()
                                .text("%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file")
                                .all(),
                        "unsupported_format"),
                Bomb.of(
                        "pdf",
                        new Bytes()
                                .text("%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj")
                                .all(),
                        "unsupported_format"),
                Bomb.of(
                        "zip",
                        new Bytes().text("PK").u8(3, 4).bytes(new byte[512]).all(),
                        "unsupported_format"),
                Bomb.of(
                        "html",
                        new Bytes().text("<!doctype html><title>404</title>").all(),
                        "unsupported_format"),
                Bomb.of(
                        "html-behind-gif89",
                        new Bytes()
                                .text("GIF89a/*")
                                .text("*/=1;alert(1)//".repeat(8))
                                .all(),
                        "corrupt",
                        "truncated",
                        "too_many_pixels"),
                Bomb.of(
                        "mp4",
                        new Bytes()
                                .u32(24)
                                .text("ftypisom")
                                .u32(0)
                                .text("isommp42")
                                .bytes(new byte[256])
                                .all(),
                        "unsupported_format"),
                Bomb.of("zeros", new byte[100_000], "unsupported_format"));
    }

    private static byte[] tiff(long width, long height, long strips, long next) {
        Bytes tiff = new Bytes().text("II").le16(42).le32(8).le16(6);
        entry(tiff, WIDTH, LONG, 1, width);
        entry(tiff, HEIGHT, LONG, 1, height);
        entry(tiff, BITS, SHORT, 1, 8);
        entry(tiff, STRIP_OFFSETS, LONG, strips, 8);
        entry(tiff, SAMPLES, SHORT, 1, 1);
        entry(tiff, STRIP_BYTES, LONG, strips, 64);
        return tiff.le32(next).bytes(new byte[64]).all();
    }

    private static byte[] tags() {
        Bytes tiff = new Bytes().text("II").le16(42).le32(8).le16(65_535);
        for (int tag = 0; tag < 65_535; tag++) {
            entry(tiff, tag, LONG, 0x7fffffff, 8);
        }
        return tiff.le32(0).all();
    }

    private static void entry(Bytes tiff, int tag, int type, long count, long value) {
        tiff.le16(tag).le16(type).le32(count).le32(value);
    }

    private static byte[] lossless(int width, int height) {
        long sizes = (width - 1) | ((long) (height - 1) << 14);
        byte[] data = new Bytes().u8(0x2f).le32(sizes).bytes(new byte[32]).all();
        return riff(new Bytes().text("VP8L").le32(data.length).bytes(data).u8(0).all());
    }

    private static byte[] extended() {
        return riff(new Bytes()
                .text("VP8X")
                .le32(10)
                .u8(0x02, 0, 0, 0)
                .u8(0xff, 0xff, 0xff, 0xff, 0xff, 0x00)
                .text("ANIM")
                .le32(6)
                .bytes(new byte[6])
                .all());
    }

    private static byte[] riff(byte[] chunks) {
        return new Bytes()
                .text("RIFF")
                .le32(chunks.length + 4)
                .text("WEBP")
                .bytes(chunks)
                .all();
    }
}

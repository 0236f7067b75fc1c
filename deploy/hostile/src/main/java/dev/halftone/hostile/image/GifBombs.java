package dev.halftone.hostile.image;

import java.util.List;

/** GIF89a: a screen, and frames of which each says where on it it is. */
final class GifBombs {

    private static final int TRAILER = 0x3b;

    private GifBombs() {}

    static List<Bomb> all() {
        return List.of(
                Bomb.any("gif-of-one-pixel-on-4-gigapixels", gif(65_535, 65_535, 1, 1, 1)),
                Bomb.of(
                        "gif-4-gigapixel-frame",
                        gif(1, 1, 1, 65_535, 65_535),
                        "too_many_pixels",
                        "truncated",
                        "corrupt"),
                Bomb.of("gif-20000-frames", gif(1, 1, 20_000, 1, 1), "too_many_frames"),
                Bomb.of("gif-400-frames-of-a-megapixel", gif(1_000, 1_000, 400, 1, 1), "too_many_pixels"),
                Bomb.any("gif-49-frames-of-a-megapixel", gif(1_000, 1_000, 49, 1, 1)),
                Bomb.any("gif-no-pixels", gif(0, 0, 1, 0, 0)),
                Bomb.any("gif-endless-comment", comments(500_000)),
                Bomb.of(
                        "gif-without-frames",
                        new Bytes().bytes(screen(8, 8)).u8(TRAILER).all(),
                        "corrupt",
                        "truncated"));
    }

    private static byte[] screen(int width, int height) {
        return new Bytes()
                .text("GIF89a")
                .le16(width)
                .le16(height)
                .u8(0x80, 0, 0)
                .u8(0, 0, 0, 255, 255, 255)
                .all();
    }

    private static byte[] gif(int width, int height, int frames, int frameWidth, int frameHeight) {
        byte[] frame = new Bytes()
                .u8(0x21, 0xf9, 4, 0, 1, 0, 0, 0)
                .u8(0x2c)
                .le16(0)
                .le16(0)
                .le16(frameWidth)
                .le16(frameHeight)
                .u8(0)
                .u8(2, 2, 0x44, 0x01, 0)
                .all();
        Bytes gif = new Bytes().bytes(screen(width, height));
        for (int i = 0; i < frames; i++) {
            gif.bytes(frame);
        }
        return gif.u8(TRAILER).all();
    }

    private static byte[] comments(int many) {
        Bytes gif = new Bytes().bytes(screen(8, 8)).u8(0x21, 0xfe);
        for (int i = 0; i < many; i++) {
            gif.u8(1, 'a');
        }
        return gif.all();
    }
}

package dev.halftone.faults.cell;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** A photo that takes a worker a second or more. */
final class LargePhoto {

    private static final int WIDTH = 7_000;
    private static final int HEIGHT = 5_000;
    private static final int GRAIN = 24;

    private LargePhoto() {}

    static byte[] jpeg(long seed) throws IOException {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int light = (x * 200 / WIDTH + y * 30 / HEIGHT) + random.nextInt(GRAIN);
                image.setRGB(x, y, light << 16 | light << 8 | light);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }
}

package dev.halftone.worker.process;

import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.image.Steps;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Runs operations on pictures and looks at the pixels. */
abstract class OperationCase extends RenditionCase {

    static final String PNG = "{'operation':'convert','format':'png'}";

    /** What the steps, with single quotes, make of a file, as a PNG. */
    BufferedImage made(byte[] source, String... steps) {
        return Samples.decoded(png(source, steps));
    }

    byte[] png(byte[] source, String... steps) {
        return only(source, renditions(Stream.concat(Arrays.stream(steps), Stream.of(PNG))))
                .bytes();
    }

    static List<Rendition> renditions(Stream<String> steps) {
        return List.of(new Rendition("out", pipeline(steps)));
    }

    static Pipeline pipeline(Stream<String> steps) {
        return Steps.accepted(steps.toArray(String[]::new));
    }

    /** Row by row, as {@code 0xaarrggbb}. */
    static List<Integer> pixels(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .mapToObj(index -> image.getRGB(index % image.getWidth(), index / image.getWidth()))
                .toList();
    }

    /** A white picture with a red disc in it. */
    static byte[] disc(int width, int height, int centreX, int centreY, int radius) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D brush = image.createGraphics();
        brush.setColor(Color.WHITE);
        brush.fillRect(0, 0, width, height);
        brush.setColor(Color.RED);
        brush.fillOval(centreX - radius, centreY - radius, 2 * radius, 2 * radius);
        brush.dispose();
        return file(image);
    }

    static byte[] file(BufferedImage image) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.halftone.worker.process;

import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.wire.RenditionJson;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Real files, and what an independent decoder sees in them. */
final class Samples {

    private Samples() {}

    static byte[] read(String path) {
        try (InputStream stream = Objects.requireNonNull(Samples.class.getResourceAsStream("/" + path), path)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One rendition. */
    static List<Rendition> pipeline(String json) {
        return List.of(new Rendition("out", RenditionJson.readPipeline(json)));
    }

    static final List<Rendition> HALF = List.of(new Rendition("out", Pipeline.DEFAULT));

    /** Read by the JDK: JPEG, PNG and GIF. */
    static BufferedImage decoded(byte[] file) {
        try {
            return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(file)), "the JDK reads this file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The mean of red, green, blue and alpha, each from 0 to 255. */
    static double[] mean(BufferedImage image) {
        double[] sum = new double[4];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int pixel = image.getRGB(x, y);
                sum[0] += pixel >> 16 & 0xff;
                sum[1] += pixel >> 8 & 0xff;
                sum[2] += pixel & 0xff;
                sum[3] += pixel >>> 24;
            }
        }
        double pixels = (double) image.getWidth() * image.getHeight();
        return new double[] {sum[0] / pixels, sum[1] / pixels, sum[2] / pixels, sum[3] / pixels};
    }
}

package dev.halftone.lab.peer;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** As many different photos as are asked for: those there are, each with a comment in its head that makes its bytes its own. */
final class Photos {

    private static final int SMALL_WIDTH = 240;
    private static final int START_OF_IMAGE = 2;
    private static final int COMMENT = 0xFE;
    private static final int LENGTH_BYTES = 2;

    private final List<byte[]> photos;

    private Photos(List<byte[]> photos) {
        this.photos = photos;
    }

    /** @throws IOException if there is none */
    static Photos in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> jpegs = files.filter(file -> file.toString().endsWith(".jpg"))
                    .sorted()
                    .toList();
            if (jpegs.isEmpty()) {
                throw new IOException("there is no photo in " + directory);
            }
            List<byte[]> photos = new ArrayList<>();
            for (Path jpeg : jpegs) {
                photos.add(Files.readAllBytes(jpeg));
            }
            return new Photos(photos);
        }
    }

    /** The same, of fewer pixels. */
    Photos small() throws IOException {
        List<byte[]> small = new ArrayList<>();
        for (byte[] photo : photos) {
            small.add(small(photo));
        }
        return new Photos(small);
    }

    private static byte[] small(byte[] jpeg) throws IOException {
        BufferedImage large = ImageIO.read(new ByteArrayInputStream(jpeg));
        int height = large.getHeight() * SMALL_WIDTH / large.getWidth();
        BufferedImage small = new BufferedImage(SMALL_WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(large, 0, 0, SMALL_WIDTH, height, null);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", out);
        return out.toByteArray();
    }

    /** Always the same for the same name, and different for any other. */
    byte[] named(String name) {
        byte[] photo = photos.get(Math.floorMod(name.hashCode(), photos.size()));
        byte[] comment = name.getBytes(StandardCharsets.UTF_8);
        int length = comment.length + LENGTH_BYTES;
        ByteArrayOutputStream out = new ByteArrayOutputStream(photo.length + length + LENGTH_BYTES);
        out.write(photo, 0, START_OF_IMAGE);
        out.write(0xFF);
        out.write(COMMENT);
        out.write(length >> Byte.SIZE);
        out.write(length);
        out.writeBytes(comment);
        out.write(photo, START_OF_IMAGE, photo.length - START_OF_IMAGE);
        return out.toByteArray();
    }
}

package dev.halftone.hostile.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class BombsTest {

    private static final int LARGEST = 25_000_000;

    private static List<Bomb> bombs;

    @BeforeAll
    static void make() throws IOException {
        bombs = Bombs.all();
    }

    @Test
    void theyAreManyAndSmallEnoughToBeFetched() {
        assertThat(bombs).hasSizeGreaterThan(45).extracting(Bomb::name).doesNotHaveDuplicates();
        assertThat(bombs).allSatisfy(bomb -> assertThat(bomb.file()).hasSizeBetween(1, LARGEST));
        assertThat(bombs)
                .allSatisfy(bomb -> assertThat(bomb.endings()).isNotEmpty().doesNotContain("poison"));
    }

    @Test
    void whatTheyPromiseIsWhatAReaderReads() throws IOException {
        assertThat(declared("png", "png-declares-billions")).isEqualTo(100_000);
        assertThat(declared("jpeg", "jpeg-declares-4-gigapixels")).isEqualTo(65_000);
        assertThat(declared("gif", "gif-of-one-pixel-on-4-gigapixels")).isEqualTo(65_535);
    }

    private static int declared(String format, String name) throws IOException {
        Bomb bomb =
                bombs.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
        ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(bomb.file()))) {
            reader.setInput(in, true, true);
            return format.equals("gif") ? Integer.parseInt(screenWidth(reader)) : reader.getWidth(0);
        } finally {
            reader.dispose();
        }
    }

    private static String screenWidth(ImageReader reader) throws IOException {
        IIOMetadata metadata = reader.getStreamMetadata();
        Element tree = (Element) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        return ((Element) tree.getElementsByTagName("LogicalScreenDescriptor").item(0))
                .getAttribute("logicalScreenWidth");
    }
}

package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** Files of several frames, seen by other decoders than the one that made them. */
class AnimationTest extends RenditionCase {

    @Test
    void animationsKeepFramesDelaysAndLoop() throws IOException {
        for (String file : List.of("formats/animated-loop-3.gif", "formats/rotating-squares.gif")) {
            byte[] source = Samples.read(file);
            byte[] made = only(source, Samples.HALF).bytes();
            assertThat(gifDelays(made)).isEqualTo(gifDelays(source));
            assertThat(gifLoops(made)).isEqualTo(gifLoops(source));
        }
        byte[] webp =
                only(Samples.read("formats/animated-loop-3.webp"), Samples.HALF).bytes();
        ProcessedImage image = runner.run(webp, List.of());
        assertThat(image.frames()).isEqualTo(10);
        assertThat(webpLoops(webp))
                .isEqualTo(webpLoops(Samples.read("formats/animated-loop-3.webp")))
                .isEqualTo(3);
    }

    @Test
    void everyFrameOfAnAnimationIsResized() throws IOException {
        byte[] made = only(
                        Samples.read("formats/animated-loop-3.gif"),
                        Samples.pipeline("[{\"operation\":\"resize\",\"width\":100,\"height\":100,\"fit\":\"cover\"}]"))
                .bytes();

        assertThat(runner.run(made, List.of()))
                .isEqualTo(new ProcessedImage(ImageFormat.GIF, 100, 100, 10, List.of(), List.of()));
        assertThat(gifDelays(made)).isEqualTo(gifDelays(Samples.read("formats/animated-loop-3.gif")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "avif"})
    void stillFormatsTakeTheFirstFrame(String format) {
        EncodedRendition made = only(
                Samples.read("formats/rotating-squares.gif"),
                Samples.pipeline("[{\"operation\":\"convert\",\"format\":\"" + format + "\"}]"));

        assertThat(runner.run(made.bytes(), List.of()))
                .isEqualTo(new ProcessedImage(ImageFormat.of(format), 80, 80, 1, List.of(), List.of()));
    }

    /** Of each frame, in hundredths of a second. */
    private static List<String> gifDelays(byte[] gif) throws IOException {
        ImageReader reader = reader(gif);
        List<String> delays = new ArrayList<>();
        for (int frame = 0; frame < reader.getNumImages(true); frame++) {
            var tree = (Element) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
            var control = (Element)
                    tree.getElementsByTagName("GraphicControlExtension").item(0);
            delays.add(control.getAttribute("delayTime"));
        }
        return delays;
    }

    private static int gifLoops(byte[] gif) {
        int extension = new String(gif, StandardCharsets.ISO_8859_1).indexOf("NETSCAPE2.0");
        return Bytes.littleEndian(gif).unsigned16(extension + 13L);
    }

    private static int webpLoops(byte[] webp) {
        int chunk = new String(webp, StandardCharsets.ISO_8859_1).indexOf("ANIM");
        return Bytes.littleEndian(webp).unsigned16(chunk + 12L);
    }
}

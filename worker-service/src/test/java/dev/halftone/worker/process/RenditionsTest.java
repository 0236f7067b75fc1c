package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.Ending;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;
import org.w3c.dom.Element;

/** What is made of real files, seen by other decoders than the one that made it. */
@SpringJUnitConfig(ProcessContext.class)
class RenditionsTest {

    private static final String TO_PNG = "[{\"operation\":\"convert\",\"format\":\"png\"}]";

    private final PipelineRunner runner;

    @Autowired
    RenditionsTest(PipelineRunner runner) {
        this.runner = runner;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formats/16-bit-grey-alpha.png",
                "formats/4.webp",
                "formats/5_webp_a.webp",
                "formats/8bit_depth.tiff",
                "formats/Channel_digital_image_CMYK_color.jpg",
                "formats/Landscape_6.jpg",
                "formats/animated-loop-3.gif",
                "formats/animated-loop-3.webp",
                "formats/blackbug.png",
                "formats/flowers.jpeg",
                "formats/full-transparent.png",
                "formats/grey-8bit-alpha.png",
                "formats/p3.png",
                "formats/prophoto.png",
                "formats/rotating-squares.gif",
                "formats/sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif",
                "formats/swiss.png",
                "products/books.jpg",
                "products/man-t-shirt-01.jpg",
                "products/blue-plimsolls-1.png"
            })
    void halfMeansHalfOrSaysWhyNot(String file) {
        byte[] source = Samples.read(file);
        EncodedRendition half = only(source, Samples.HALF);

        switch (Objects.requireNonNull(half.ending())) {
            case TARGET_MET -> assertThat(half.bytes().length).isLessThanOrEqualTo(source.length / 2);
            case QUALITY_FLOOR -> assertThat(half.bytes().length).isBetween(source.length / 2 + 1, source.length - 1);
            case ALREADY_SMALL -> assertThat(half.bytes()).isEqualTo(source);
        }
        assertThat(Signature.of(half.bytes())).contains(half.format());
    }

    @ParameterizedTest
    @CsvSource({"Landscape_6.jpg, 600, 450", "Portrait_8.jpg, 450, 600"})
    void orientationIsApplied(String file, int width, int height) {
        EncodedRendition half = only(Samples.read("formats/" + file), Samples.HALF);

        assertThat(half.width()).isEqualTo(width);
        assertThat(half.height()).isEqualTo(height);
        assertThat(Samples.decoded(half.bytes()))
                .returns(width, BufferedImage::getWidth)
                .returns(height, BufferedImage::getHeight);
        assertThat(new String(half.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("Exif");
    }

    /** The red flower of the photo grows at the left, below the middle. */
    @Test
    void turnedPixelsLieWhereTheyShould() {
        BufferedImage upright = Samples.decoded(
                only(Samples.read("formats/Landscape_6.jpg"), Samples.HALF).bytes());
        List<int[]> red = new ArrayList<>();
        for (int y = 0; y < upright.getHeight(); y++) {
            for (int x = 0; x < upright.getWidth(); x++) {
                int pixel = upright.getRGB(x, y);
                if ((pixel >> 16 & 0xff) > 150 && (pixel >> 8 & 0xff) < 70) {
                    red.add(new int[] {x, y});
                }
            }
        }
        assertThat(red).hasSizeGreaterThan(500);
        assertThat(red.stream().mapToInt(place -> place[0]).average().orElseThrow())
                .isBetween(0.2 * 600, 0.45 * 600);
        assertThat(red.stream().mapToInt(place -> place[1]).average().orElseThrow())
                .isBetween(0.5 * 450, 0.8 * 450);
    }

    @Test
    void cmykLooksAsItsProfileSays() throws IOException {
        byte[] source = Samples.read("formats/Channel_digital_image_CMYK_color.jpg");
        double[] made = Samples.mean(Samples.decoded(only(source, Samples.HALF).bytes()));

        double[] expected = meanOfYcck(source);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(made[channel]).isCloseTo(expected[channel], within(4.0));
        }
    }

    /** By the JDK's own colour management, from the profile that the file carries. */
    private static double[] meanOfYcck(byte[] jpeg) throws IOException {
        ColorSpace space = new ICC_ColorSpace(ICC_Profile.getInstance(profileOf(jpeg)));
        Raster raster = reader(jpeg).readRaster(0, null);
        double[] sum = new double[3];
        int count = 0;
        float[] ink = new float[4];
        for (int y = 0; y < raster.getHeight(); y += 9) {
            for (int x = 0; x < raster.getWidth(); x += 9) {
                float[] rgb = space.toRGB(inks(raster.getPixel(x, y, ink)));
                for (int channel = 0; channel < sum.length; channel++) {
                    sum[channel] += 255 * rgb[channel];
                }
                count++;
            }
        }
        return new double[] {sum[0] / count, sum[1] / count, sum[2] / count};
    }

    /** Adobe's YCCK: the inks as YCbCr of their complements, black inverted. */
    private static float[] inks(float[] ycck) {
        float blue = ycck[1] - 128;
        float red = ycck[2] - 128;
        return new float[] {
            share(ycck[0] + 1.402f * red),
            share(ycck[0] - 0.344136f * blue - 0.714136f * red),
            share(ycck[0] + 1.772f * blue),
            1 - ycck[3] / 255
        };
    }

    private static float share(float value) {
        return Math.clamp(value / 255, 0f, 1f);
    }

    private static byte[] profileOf(byte[] jpeg) {
        ByteArrayOutputStream profile = new ByteArrayOutputStream();
        Bytes file = Bytes.of(jpeg);
        for (int segment = 2; file.unsigned8(segment + 1) != 0xda; segment += 2 + file.unsigned16(segment + 2)) {
            if (file.unsigned8(segment + 1) == 0xe2
                    && new String(jpeg, segment + 4, 11, StandardCharsets.US_ASCII).equals("ICC_PROFILE")) {
                profile.write(jpeg, segment + 18, file.unsigned16(segment + 2) - 16);
            }
        }
        return profile.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"p3.png, 255, 0, 0", "prophoto.png, 117, 161, 208"})
    void wideGamutsBecomeSrgb(String file, double red, double green, double blue) {
        BufferedImage made = Samples.decoded(
                only(Samples.read("formats/" + file), Samples.pipeline(TO_PNG)).bytes());

        assertThat(made.getColorModel().getComponentSize(0)).isEqualTo(8);
        assertThat(Samples.mean(made)).containsExactly(new double[] {red, green, blue, 255}, within(2.0));
    }

    @Test
    void transparencyIsKept() {
        EncodedRendition grey = only(Samples.read("formats/grey-8bit-alpha.png"), Samples.HALF);
        double[] expected = Samples.mean(Samples.decoded(Samples.read("formats/grey-8bit-alpha.png")));
        assertThat(Samples.mean(Samples.decoded(grey.bytes()))[3]).isCloseTo(expected[3], within(2.0));

        byte[] webp = only(Samples.read("formats/5_webp_a.webp"), Samples.HALF).bytes();
        double[] before = meanOf("formats/5_webp_a.webp");
        double[] after = Samples.mean(
                Samples.decoded(only(webp, Samples.pipeline(TO_PNG)).bytes()));
        assertThat(after[3]).isCloseTo(before[3], within(2.0)).isLessThan(250);
    }

    @Test
    void sixteenBitsBecomeEight() {
        BufferedImage made = Samples.decoded(only(Samples.read("formats/16-bit-grey-alpha.png"), Samples.HALF)
                .bytes());

        assertThat(made.getColorModel().getComponentSize(0)).isEqualTo(8);
        assertThat(Samples.mean(made))
                .containsExactly(
                        Samples.mean(Samples.decoded(Samples.read("formats/16-bit-grey-alpha.png"))), within(2.0));
    }

    @Test
    void greyStaysGrey() {
        BufferedImage made = Samples.decoded(only(Samples.read("formats/grey-8bit-alpha.png"), Samples.pipeline(TO_PNG))
                .bytes());

        assertThat(made.getRaster().getNumBands()).isEqualTo(2);
    }

    @Test
    void whatShowsThroughIsWhiteInJpeg() {
        EncodedRendition made = only(
                Samples.read("formats/full-transparent.png"),
                Samples.pipeline("[{\"operation\":\"convert\",\"format\":\"jpeg\"}]"));

        assertThat(Samples.mean(Samples.decoded(made.bytes())))
                .containsExactly(new double[] {255, 255, 255, 255}, within(0.1));
    }

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
        ProcessedImage image = runner.run(webp, List.of(), new Stop());
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

        assertThat(runner.run(made, List.of(), new Stop()))
                .isEqualTo(new ProcessedImage(ImageFormat.GIF, 100, 100, 10, List.of()));
        assertThat(gifDelays(made)).isEqualTo(gifDelays(Samples.read("formats/animated-loop-3.gif")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "avif"})
    void stillFormatsTakeTheFirstFrame(String format) {
        EncodedRendition made = only(
                Samples.read("formats/rotating-squares.gif"),
                Samples.pipeline("[{\"operation\":\"convert\",\"format\":\"" + format + "\"}]"));

        assertThat(runner.run(made.bytes(), List.of(), new Stop()))
                .isEqualTo(new ProcessedImage(ImageFormat.of(format), 80, 80, 1, List.of()));
    }

    @ParameterizedTest
    @EnumSource(names = "TIFF", mode = EnumSource.Mode.EXCLUDE)
    void everyFormatBecomesEveryOther(ImageFormat target) {
        for (String source : List.of("flowers.jpeg", "grey-8bit-alpha.png", "5_webp_a.webp", "8bit_depth.tiff")) {
            EncodedRendition made = only(
                    Samples.read("formats/" + source),
                    Samples.pipeline("[{\"operation\":\"convert\",\"format\":\"" + target.wireName() + "\"}]"));
            ProcessedImage again = runner.run(made.bytes(), List.of(), new Stop());
            assertThat(again.format()).isEqualTo(target).isEqualTo(made.format());
            assertThat(again.width()).isEqualTo(made.width());
            assertThat(again.height()).isEqualTo(made.height());
            assertThat(made.ending()).isNull();
        }
    }

    @Test
    void severalRenditionsComeOfOneSourceInTheirOrder() {
        List<Rendition> renditions = List.of(
                new Rendition(
                        "card",
                        Samples.pipeline("[{\"operation\":\"resize\",\"width\":300}]")
                                .getFirst()
                                .pipeline()),
                new Rendition(
                        "thumb",
                        Samples.pipeline(
                                        "[{\"operation\":\"resize\",\"width\":100,\"height\":100,\"fit\":\"cover\"},{\"operation\":\"convert\",\"format\":\"webp\"}]")
                                .getFirst()
                                .pipeline()));
        ProcessedImage image = runner.run(Samples.read("products/books.jpg"), renditions, new Stop());

        assertThat(image.renditions()).extracting(EncodedRendition::rendition).isEqualTo(renditions);
        assertThat(image.renditions()).extracting(EncodedRendition::width).containsExactly(300, 100);
        assertThat(image.renditions()).extracting(EncodedRendition::height).containsExactly(225, 100);
        assertThat(image.renditions())
                .extracting(EncodedRendition::format)
                .containsExactly(ImageFormat.JPEG, ImageFormat.WEBP);
    }

    /** The thumbnail alone lets the decoder shrink, the full size beside it does not. */
    @Test
    void shrinkingWhileDecodingLooksTheSame() {
        String thumb = "[{\"operation\":\"resize\",\"width\":120},{\"operation\":\"convert\",\"format\":\"png\"}]";
        BufferedImage alone = Samples.decoded(only(Samples.read("formats/flowers.jpeg"), Samples.pipeline(thumb))
                .bytes());
        List<Rendition> both = List.of(
                Samples.pipeline(thumb).getFirst(),
                new Rendition("full", Samples.pipeline(TO_PNG).getFirst().pipeline()));
        BufferedImage beside = Samples.decoded(runner.run(Samples.read("formats/flowers.jpeg"), both, new Stop())
                .renditions()
                .getFirst()
                .bytes());

        assertThat(alone.getWidth()).isEqualTo(beside.getWidth()).isEqualTo(120);
        for (int y = 0; y < alone.getHeight(); y += 3) {
            for (int x = 0; x < alone.getWidth(); x += 3) {
                assertThat(alone.getRGB(x, y) >> 8 & 0xff).isCloseTo(beside.getRGB(x, y) >> 8 & 0xff, within(12));
            }
        }
    }

    @Test
    void aQualityIsTheEncodersNumber() {
        EncodedRendition made = only(
                Samples.read("products/books.jpg"), Samples.pipeline("[{\"operation\":\"compress\",\"quality\":50}]"));

        assertThat(made.quality()).isEqualTo(50);
        assertThat(made.ending()).isNull();
        assertThat(JpegStructure.coarseness(Bytes.of(made.bytes())).orElseThrow())
                .isCloseTo(1, within(0.02));
    }

    @Test
    void theSameSourceAndPipelineGiveTheSameBytes() {
        for (String file : List.of(
                "products/books.jpg",
                "products/blue-plimsolls-1.png",
                "formats/animated-loop-3.gif",
                "formats/4.webp")) {
            assertThat(only(Samples.read(file), Samples.HALF).bytes())
                    .isEqualTo(only(Samples.read(file), Samples.HALF).bytes());
        }
    }

    @Test
    void aSourceThatCannotGetSmallerIsKeptAsItIs() {
        byte[] source = Samples.read("formats/full-transparent.png");
        EncodedRendition made = only(source, Samples.HALF);

        assertThat(made.ending()).isEqualTo(Ending.ALREADY_SMALL);
        assertThat(made.bytes()).isEqualTo(source);
    }

    /** Its EXIF names the place it was taken at, perhaps; so it is made smaller with less quality rather than kept. */
    @Test
    void aSourceWithMetadataIsNotKept() {
        byte[] coarse = only(
                        Samples.read("formats/Portrait_8.jpg"),
                        Samples.pipeline("[{\"operation\":\"compress\",\"quality\":15}]"))
                .bytes();
        byte[] tagged = withSegment(coarse, 0xe1, "Exif\0\0MM\0*\0\0\0\u0008\0\0\0\0\0\0");
        EncodedRendition plain = only(coarse, Samples.HALF);
        EncodedRendition made = only(tagged, Samples.HALF);

        assertThat(plain.ending()).isEqualTo(Ending.ALREADY_SMALL);
        assertThat(plain.bytes()).isEqualTo(coarse);
        assertThat(made.ending()).isEqualTo(Ending.QUALITY_FLOOR);
        assertThat(made.bytes()).hasSizeLessThan(tagged.length);
        assertThat(made.quality()).isBetween(5, 39);
    }

    private static byte[] withSegment(byte[] jpeg, int marker, String content) {
        byte[] data = content.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(jpeg.length + 4 + data.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (data.length + 2))
                .put(data)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    @Test
    void convertingToALargerFormatNeverGrows() {
        byte[] source = Samples.read("formats/flowers.jpeg");
        EncodedRendition made = only(
                source,
                Samples.pipeline(
                        "[{\"operation\":\"convert\",\"format\":\"png\"},{\"operation\":\"compress\",\"ratio\":0.5}]"));

        assertThat(made.bytes()).hasSizeLessThan(source.length + 1);
        assertThat(made.format()).isEqualTo(made.ending() == Ending.ALREADY_SMALL ? ImageFormat.JPEG : ImageFormat.PNG);
    }

    private double[] meanOf(String file) {
        return Samples.mean(Samples.decoded(
                only(Samples.read(file), Samples.pipeline(TO_PNG)).bytes()));
    }

    private EncodedRendition only(byte[] source, List<Rendition> renditions) {
        List<EncodedRendition> made = runner.run(source, renditions, new Stop()).renditions();
        assertThat(made).hasSize(1);
        return made.getFirst();
    }

    private static ImageReader reader(byte[] file) throws IOException {
        ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file));
        ImageReader reader = ImageIO.getImageReaders(stream).next();
        reader.setInput(stream);
        return reader;
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

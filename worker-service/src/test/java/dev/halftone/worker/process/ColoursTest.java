package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours and transparency of real files, seen by other decoders than the one that made them. */
class ColoursTest extends RenditionCase {

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
}

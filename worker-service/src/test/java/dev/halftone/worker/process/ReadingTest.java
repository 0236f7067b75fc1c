package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a source before anything is made of it, and why some are refused. */
class ReadingTest {

    private final PipelineRunner runner = InProcess.RUNNER;

    @ParameterizedTest
    @CsvSource({
        "16-bit-grey-alpha.png, PNG, 109, 96, 1",
        "4.webp, WEBP, 1024, 772, 1",
        "5_webp_a.webp, WEBP, 300, 300, 1",
        "8bit_depth.tiff, TIFF, 21, 21, 1",
        "Channel_digital_image_CMYK_color.jpg, JPEG, 500, 333, 1",
        "Landscape_6.jpg, JPEG, 600, 450, 1",
        "Portrait_8.jpg, JPEG, 450, 600, 1",
        "animated-loop-3.gif, GIF, 370, 285, 10",
        "animated-loop-3.webp, WEBP, 370, 285, 10",
        "flowers.jpeg, JPEG, 1920, 1080, 1",
        "rotating-squares.gif, GIF, 80, 80, 30",
        "sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif, AVIF, 2048, 858, 1",
    })
    void headersAreReadUpright(String file, ImageFormat format, int width, int height, int frames) {
        ProcessedImage image = runner.run(Samples.read("formats/" + file), List.of());

        assertThat(image).isEqualTo(new ProcessedImage(format, width, height, frames, List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "truncated.jpg, TRUNCATED",
        "truncated.png, TRUNCATED",
        "corrupt-header.jpg, CORRUPT",
        "check.svg, UNSUPPORTED_FORMAT",
    })
    void filesThatAreNoImageFailForTheirReason(String file, FailureReason reason) {
        assertFails(Samples.read("formats/" + file), reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formats/Landscape_6.jpg",
                "formats/blackbug.png",
                "formats/animated-loop-3.gif",
                "formats/animated-loop-3.webp",
                "formats/4.webp",
                "formats/sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif"
            })
    void whateverEndsTooEarlyIsTruncated(String file) {
        byte[] whole = Samples.read(file);
        for (double share : new double[] {0.5, 0.8, 0.97}) {
            assertFails(Arrays.copyOf(whole, (int) (whole.length * share)), FailureReason.TRUNCATED);
        }
    }

    @Test
    void aTiffWithoutItsDirectoryIsTruncated() {
        assertFails(Arrays.copyOf(Samples.read("formats/8bit_depth.tiff"), 300), FailureReason.TRUNCATED);
    }

    @Test
    void aGifThatLacksItsTrailerAloneIsWhole() {
        byte[] gif = Samples.read("formats/animated-loop-3.gif");
        assertThat(gif[gif.length - 1]).isEqualTo((byte) 0x3b);

        assertThat(runner.run(Arrays.copyOf(gif, gif.length - 1), Samples.HALF).frames())
                .isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"formats/blackbug.png", "formats/rotating-squares.gif", "formats/4.webp"})
    void wholeFilesOfNonsenseAreCorrupt(String file) {
        byte[] damaged = Samples.read(file);
        Arrays.fill(damaged, 20, Math.min(damaged.length - 12, 1500), (byte) 0x55);
        assertFails(damaged, FailureReason.CORRUPT);
    }

    @Test
    void aJpegWithoutSegmentsIsCorrupt() {
        byte[] damaged = Samples.read("formats/flowers.jpeg");
        Arrays.fill(damaged, 3, 5000, (byte) 0x55);
        assertFails(damaged, FailureReason.CORRUPT);
    }

    @Test
    void nothingAtAllIsTruncated() {
        assertFails(new byte[0], FailureReason.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><title>Not found</title>", "%PDF-1.7", "BM6", "x", "RIFF1234WAVE"})
    void whatBeginsLikeNoFormatReachesNoDecoder(String text) {
        assertFails(text.getBytes(StandardCharsets.US_ASCII), FailureReason.UNSUPPORTED_FORMAT);
    }

    @Test
    void pixelsAreCountedBeforeAnyIsDecoded() {
        assertFails(pngClaiming(65_536, 65_536), FailureReason.TOO_MANY_PIXELS);
    }

    @Test
    void theFramesOfAnAnimationAddUp() {
        PipelineRunner strict = limitedTo(80 * 80 * 29L, 30);

        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() -> strict.run(Samples.read("formats/rotating-squares.gif"), List.of()))
                .returns(FailureReason.TOO_MANY_PIXELS, ImageFailureException::reason);
    }

    @Test
    void longAnimationsAreRefused() {
        PipelineRunner strict = limitedTo(1_000_000, 29);

        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() -> strict.run(Samples.read("formats/rotating-squares.gif"), List.of()))
                .returns(FailureReason.TOO_MANY_FRAMES, ImageFailureException::reason);
    }

    private PipelineRunner limitedTo(long pixels, int frames) {
        return new PipelineRunner(InProcess.CODEC, new Bounds(pixels, frames, Long.MAX_VALUE, Long.MAX_VALUE));
    }

    private void assertFails(byte[] source, FailureReason reason) {
        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() -> runner.run(source, Samples.HALF))
                .returns(reason, ImageFailureException::reason);
    }

    /** A header alone: whoever goes on to the pixels finds none. */
    private static byte[] pngClaiming(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 checksum = new CRC32();
        checksum.update(header);
        return ByteBuffer.allocate(65)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(13)
                .put(header)
                .putInt((int) checksum.getValue())
                .putInt(20)
                .put("IDAT".getBytes(StandardCharsets.US_ASCII))
                .array();
    }
}

package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Signature;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a file announces is refused before it costs its decoder anything, and what a format cannot hold before it costs its encoder. */
class BoundsTest {

    private static final int PNG_HEADER_END = 33;

    @ParameterizedTest
    @CsvSource({"zTXt, 16, 17", "iTXt, 16, 17", "iCCP, 16, 17", "tEXt, 980, 1001"})
    void aPngMayHaveSomeMetadata(String type, int enough, int tooMany) throws IOException {
        byte[] png = Samples.read("formats/blackbug.png");

        PngStructure.checkMetadata(Bytes.of(withChunks(png, type, enough)));
        assertFails(withChunks(png, type, tooMany), FailureReason.CORRUPT);
    }

    @Test
    void aPngChunkHasNoImpossibleLength() throws IOException {
        byte[] png = withChunks(Samples.read("formats/blackbug.png"), "zTXt", 1);
        ByteBuffer.wrap(png).putInt(PNG_HEADER_END, 0x8000_0000);

        assertFails(png, FailureReason.CORRUPT);
    }

    @Test
    void aJpegHasNoMoreScansThanEncodersMake() throws IOException {
        byte[] progressive = jpeg(true);
        int scan = indexOfScan(progressive);
        byte[] scans = new byte[2 * 70];
        for (int index = 0; index < scans.length; index += 2) {
            scans[index] = (byte) 0xff;
            scans[index + 1] = (byte) 0xda;
        }
        assertThat(InProcess.RUNNER.run(progressive, Samples.HALF).renditions()).hasSize(1);
        assertFails(inserted(progressive, scan, scans), FailureReason.CORRUPT);
    }

    /** 300 x 200 pixels of three components, the colours at half the size a side: 19 x 13 units of six blocks of 64 coefficients. */
    @Test
    void aProgressiveJpegCountsWithAllItsCoefficients() throws IOException {
        assertThat(JpegScans.of(jpeg(true)).heldBytes()).isEqualTo(19 * 13 * 6 * 64 * 2);
        assertThat(JpegScans.of(jpeg(false)).heldBytes()).isZero();

        PipelineRunner strict = limitedTo(new Bounds(1_000_000, 1, 300 * 200 * 8L + 100_000, 1_000_000));
        assertThat(strict.run(jpeg(false), Samples.HALF).renditions()).hasSize(1);
        assertFails(strict, jpeg(true), FailureReason.TOO_MANY_PIXELS);
    }

    @Test
    void wideChannelsCountWithTheirRealMemory() {
        byte[] deep = Samples.read("formats/16-bit-grey-alpha.png");
        long pixels = 109L * 96;

        assertThat(limitedTo(new Bounds(pixels, 1, pixels * (8 + 4), 1_000_000)).run(deep, List.of()))
                .returns(109, ProcessedImage::width);
        assertFails(
                limitedTo(new Bounds(pixels, 1, pixels * (8 + 4) - 1, 1_000_000)), deep, FailureReason.TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @CsvSource({"formats/animated-loop-3.gif", "formats/animated-loop-3.webp"})
    void framesAreCountedInTheFile(String file) {
        byte[] animation = Samples.read(file);

        FileStructure.check(animation, Signature.of(animation).orElseThrow(), withFrames(10));
        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() ->
                        FileStructure.check(animation, Signature.of(animation).orElseThrow(), withFrames(9)))
                .returns(FailureReason.TOO_MANY_FRAMES, ImageFailureException::reason);
    }

    @Test
    void directoriesOfATiffThatLeadInACircleAreCorrupt() {
        byte[] tiff = Samples.read("formats/8bit_depth.tiff");
        ByteBuffer file = ByteBuffer.wrap(tiff).order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = file.getInt(4);
        file.putInt(directory + 2 + 12 * file.getShort(directory), directory);

        assertFails(tiff, FailureReason.CORRUPT);
    }

    @Test
    void thePagesOfATiffAreBounded() {
        assertFails(limitedTo(withFrames(3)), tiffOfPages(4), FailureReason.TOO_MANY_FRAMES);
    }

    @ParameterizedTest
    @CsvSource({"278, 273, 4096, CORRUPT", "322, 324, 1000000000, CORRUPT"})
    void aTiffHasNoMoreStripsOrTilesThanItCanHave(int first, int parts, int count, FailureReason reason) {
        assertFails(tiff(List.of(new int[] {257, 1, 1}, new int[] {first, 1, 1}, new int[] {parts, count, 8})), reason);
    }

    @Test
    void aTileOfATiffHasNoMorePixelsThanAnImageMay() {
        byte[] tiff = tiff(List.of(new int[] {257, 1, 1}, new int[] {322, 1, 100_000}, new int[] {323, 1, 100_000}));

        assertFails(tiff, FailureReason.TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @EnumSource(names = "TIFF", mode = EnumSource.Mode.EXCLUDE)
    void aFormatHoldsSoManyPixelsASideAndNoMore(ImageFormat format) throws IOException {
        int longest = Sides.longest(format);
        String convert = "[{\"operation\":\"convert\",\"format\":\"" + format.wireName() + "\"}]";

        assertThat(InProcess.RUNNER
                        .run(png(longest, 1), Samples.pipeline(convert))
                        .renditions())
                .singleElement()
                .returns(longest, EncodedRendition::width);
        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() -> InProcess.RUNNER.run(png(longest + 1, 1), Samples.pipeline(convert)))
                .returns(FailureReason.PROCESSING_FAILED, ImageFailureException::reason);
    }

    @Test
    void renditionsAreBoundedTogether() {
        byte[] source = Samples.read("formats/flowers.jpeg");

        assertFails(limitedTo(new Bounds(50_000_000, 1, 768_000_000, 10_000)), source, FailureReason.PROCESSING_FAILED);
    }

    private static Bounds withFrames(int frames) {
        return new Bounds(50_000_000, frames, 768_000_000, 64_000_000);
    }

    private static PipelineRunner limitedTo(Bounds bounds) {
        return new PipelineRunner(InProcess.CODEC, bounds);
    }

    private static void assertFails(byte[] source, FailureReason reason) {
        assertFails(InProcess.RUNNER, source, reason);
    }

    private static void assertFails(PipelineRunner runner, byte[] source, FailureReason reason) {
        assertThatExceptionOfType(ImageFailureException.class)
                .isThrownBy(() -> runner.run(source, Samples.HALF))
                .returns(reason, ImageFailureException::reason);
    }

    /** Empty ones, after the header; their checksums are wrong, which nobody gets to see. */
    private static byte[] withChunks(byte[] png, String type, int count) throws IOException {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int index = 0; index < count; index++) {
            chunks.write(new byte[4]);
            chunks.write(type.getBytes(StandardCharsets.US_ASCII));
            chunks.write(new byte[4]);
        }
        return inserted(png, PNG_HEADER_END, chunks.toByteArray());
    }

    private static byte[] inserted(byte[] file, int place, byte[] more) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        result.write(file, 0, place);
        result.write(more);
        result.write(file, place, file.length - place);
        return result.toByteArray();
    }

    private static int indexOfScan(byte[] jpeg) {
        for (int place = 0; place + 1 < jpeg.length; place++) {
            if (jpeg[place] == (byte) 0xff && jpeg[place + 1] == (byte) 0xda) {
                return place;
            }
        }
        throw new IllegalArgumentException("no scan");
    }

    private static byte[] jpeg(boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY), "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] tiffOfPages(int pages) {
        ByteBuffer file = ByteBuffer.allocate(8 + pages * 6).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0}).putInt(8);
        for (int page = 1; page <= pages; page++) {
            file.putShort((short) 0).putInt(page == pages ? 0 : 8 + page * 6);
        }
        return file.array();
    }

    /** @param entries of its directory: tag, number of values, value */
    private static byte[] tiff(List<int[]> entries) {
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + entries.size() * 12 + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) entries.size());
        entries.forEach(entry -> file.putShort((short) entry[0])
                .putShort((short) 4)
                .putInt(entry[1])
                .putInt(entry[2]));
        return file.array();
    }
}

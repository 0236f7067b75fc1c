package dev.halftone.worker.process.vips;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halftone.image.Filter;
import dev.halftone.image.Geometry;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Layer;
import dev.halftone.image.Raster;
import dev.halftone.image.Size;
import dev.halftone.image.parameter.Colour;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.worker.process.Bitmap;
import dev.halftone.worker.process.Encoding;
import dev.halftone.worker.process.OpenImage;
import dev.halftone.worker.process.UnreadableImageException;
import dev.halftone.worker.process.pool.NativeLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What native code owes: all memory given back, on every path, and the same bytes on every thread. */
class VipsCodecTest {

    private static final Path LIBRARY =
            NativeLibrary.ofThisPlatform().extractedUnder(Path.of(System.getProperty("java.io.tmpdir")));
    private static final VipsCodec CODEC = VipsCodec.load(LIBRARY);

    private static final int ROUNDS = 30;

    private static final List<Encoding> ENCODINGS = List.of(
            new Encoding.Jpeg(70),
            new Encoding.LosslessPng(),
            new Encoding.PalettePng(60, 0),
            new Encoding.Webp(60),
            new Encoding.Gif(5, 0, 4));

    @Test
    void pixelMemoryIsGivenBackOnEveryPath() throws Exception {
        MethodHandle buffers = Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.libraryLookup(LIBRARY, Arena.global()).findOrThrow("vips_tracked_get_allocs"),
                        FunctionDescriptor.of(JAVA_LONG));
        byte[] png = read("formats/grey-8bit-alpha.png");
        byte[] jpeg = read("formats/Portrait_8.jpg");
        byte[] gif = read("formats/rotating-squares.gif");
        byte[] cut = Arrays.copyOf(jpeg, 40_000);
        work(png, ImageFormat.PNG);
        long before = allocations(buffers);

        for (int round = 0; round < ROUNDS; round++) {
            work(png, ImageFormat.PNG);
            work(jpeg, ImageFormat.JPEG);
            work(gif, ImageFormat.GIF);
            assertThatExceptionOfType(UnreadableImageException.class).isThrownBy(() -> work(cut, ImageFormat.JPEG));
            assertThatExceptionOfType(UnreadableImageException.class).isThrownBy(() -> work(png, ImageFormat.JPEG));
            assertThatExceptionOfType(ImageFailureException.class).isThrownBy(() -> failToEncode(png));
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> failToFilter(png));
        }

        // a path that keeps a buffer keeps one a round; libvips' own threads give back their last ones a moment later
        assertThat(allocations(buffers)).isLessThan(before + ROUNDS);
    }

    private static void work(byte[] source, ImageFormat format) {
        try (OpenImage image = CODEC.open(source, format);
                Bitmap bitmap = image.decode(1, true);
                Bitmap small = bitmap.resized(new Geometry(60, 60, 60, 40));
                Bitmap part = small.croppedToAttention(50, 30);
                Bitmap wide = part.extended(70, 40, new Colour(9, 8, 7, 6));
                Bitmap turned = wide.rotated(30, Colour.WHITE);
                Bitmap flipped = turned.flipped(true);
                Bitmap ranked = flipped.ranked(3, 4);
                Bitmap filtered = ranked.filtered(new Inverted());
                Bitmap picture = image.decode(1, false);
                Bitmap marked = filtered.covered(picture, new Layer("", 1, 2, new Size(9, 8), 0.5, false, 0));
                Bitmap tiled = marked.covered(picture, new Layer("", 1, 2, new Size(9, 8), 0.5, true, 3))) {
            assertThat(tiled.width()).isEqualTo(turned.width());
            ENCODINGS.forEach(encoding -> assertThat(small.encode(encoding)).isNotEmpty());
        }
    }

    private record Inverted() implements Filter {

        @Override
        public boolean isWeighed() {
            return true;
        }

        @Override
        public void apply(Raster source, Raster target) {
            byte[] line = source.newLine();
            for (int row = 0; row < source.height(); row++) {
                source.read(row, line);
                for (int index = 0; index < line.length; index++) {
                    line[index] = (byte) ~line[index];
                }
                target.write(row, line);
            }
        }
    }

    /** WebP has at most 16,383 pixels a side. */
    private static void failToEncode(byte[] source) {
        try (OpenImage image = CODEC.open(source, ImageFormat.PNG);
                Bitmap bitmap = image.decode(1, false);
                Bitmap wide = bitmap.resized(new Geometry(16_400, 2, 16_400, 2))) {
            wide.encode(new Encoding.Webp(50));
        }
    }

    private static void failToFilter(byte[] source) {
        try (OpenImage image = CODEC.open(source, ImageFormat.PNG);
                Bitmap bitmap = image.decode(1, false)) {
            bitmap.filtered((_, _) -> {
                throw new IllegalStateException("a filter's own fault");
            });
        }
    }

    private static long allocations(MethodHandle buffers) throws Exception {
        try {
            return (long) buffers.invokeExact();
        } catch (Throwable e) {
            throw new Exception(e);
        }
    }

    @Test
    void everyThreadMakesTheSameBytes() throws IOException, InterruptedException, ExecutionException {
        byte[] source = read("formats/flowers.jpeg");
        byte[] expected = encoded(source);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<byte[]>> files = IntStream.range(0, 32)
                    .mapToObj(index -> threads.submit(() -> encoded(source)))
                    .toList();
            for (Future<byte[]> file : files) {
                assertThat(file.get()).isEqualTo(expected);
            }
        }
    }

    private static byte[] encoded(byte[] source) {
        try (OpenImage image = CODEC.open(source, ImageFormat.JPEG);
                Bitmap bitmap = image.decode(4, false)) {
            return bitmap.encode(new Encoding.Jpeg(60));
        }
    }

    @Test
    void theDecoderOfTheNamedFormatIsTheOnlyOneTried() throws IOException {
        byte[] svg = read("formats/check.svg");
        for (ImageFormat format : ImageFormat.values()) {
            assertThatExceptionOfType(UnreadableImageException.class).isThrownBy(() -> CODEC.open(svg, format));
        }
    }

    private static byte[] read(String path) throws IOException {
        try (InputStream stream = Objects.requireNonNull(VipsCodecTest.class.getResourceAsStream("/" + path), path)) {
            return stream.readAllBytes();
        }
    }
}

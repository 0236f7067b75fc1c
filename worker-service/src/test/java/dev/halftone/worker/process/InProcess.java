package dev.halftone.worker.process;

import dev.halftone.worker.process.pool.NativeLibrary;
import dev.halftone.worker.process.vips.VipsCodec;
import java.nio.file.Path;

/** Pipelines on libvips in the test's own process, for what is made of images is the same in every process. */
final class InProcess {

    static final VipsCodec CODEC = VipsCodec.load(
            NativeLibrary.ofThisPlatform().extractedUnder(Path.of(System.getProperty("java.io.tmpdir"))));

    static final Bounds BOUNDS = new Bounds(50_000_000, 500, 768_000_000, 64_000_000);

    static final PipelineRunner RUNNER = new PipelineRunner(CODEC, BOUNDS);

    private InProcess() {}
}

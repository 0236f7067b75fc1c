package dev.halftone.worker.process;

import dev.halftone.image.Compress;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;

/** Runs one pipeline on one decoded source. */
final class RenditionMaker {

    private final SourceFile source;
    private final Decodes decodes;
    private final Bounds bounds;
    private final Pictures pictures;

    /**
     * @param bounds of what a pipeline makes, as of the source
     * @param pictures other images that pipelines use
     */
    RenditionMaker(SourceFile source, Decodes decodes, Bounds bounds, Pictures pictures) {
        this.source = source;
        this.decodes = decodes;
        this.bounds = bounds;
        this.pictures = pictures;
    }

    EncodedRendition make(Rendition rendition) {
        Pipeline pipeline = rendition.pipeline();
        ImageFormat format = pipeline.outputFormat(source.header().format());
        try (BitmapCanvas canvas = new BitmapCanvas(decodes.of(format), source.header(), bounds, pictures)) {
            pipeline.operations().forEach(operation -> operation.apply(canvas));
            Sides.check(canvas.bitmap(), format);
            return encoded(rendition, canvas, write(pipeline, canvas, format));
        }
    }

    private Compressed write(Pipeline pipeline, BitmapCanvas canvas, ImageFormat format) {
        return pipeline.compress()
                .map(Compress::target)
                .map(target -> switch (target) {
                    case Compress.Ratio(double share) ->
                        new Compression(source, canvas.bitmap(), canvas.isUntouched(), format, share).run();
                    case Compress.Quality(int number) -> encode(canvas.bitmap(), Ladder.at(format, number));
                })
                .orElseGet(() -> encode(canvas.bitmap(), Ladder.unasked(format)));
    }

    private static Compressed encode(Bitmap bitmap, Encoding encoding) {
        return Compressed.of(encoding, bitmap.encode(encoding));
    }

    private static EncodedRendition encoded(Rendition rendition, BitmapCanvas canvas, Compressed file) {
        return new EncodedRendition(
                rendition,
                file.format(),
                file.bytes(),
                canvas.bitmap().width(),
                canvas.bitmap().height(),
                file.quality(),
                file.ending());
    }
}

package dev.halftone.worker.process;

import dev.halftone.image.Compress;
import dev.halftone.image.Convert;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Operation;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.image.Resize;

/** Runs one pipeline on one decoded source. */
final class RenditionMaker {

    private final SourceFile source;
    private final Decodes decodes;

    RenditionMaker(SourceFile source, Decodes decodes) {
        this.source = source;
        this.decodes = decodes;
    }

    EncodedRendition make(Rendition rendition) {
        Pipeline pipeline = rendition.pipeline();
        ImageFormat format = pipeline.outputFormat(source.header().format());
        try (Canvas canvas = new Canvas(decodes.of(format), source.header())) {
            for (Operation operation : pipeline.operations()) {
                switch (operation) {
                    case Resize resize -> canvas.resize(resize);
                    // known from the start, and how the file is written at the end
                    case Convert _, Compress _ -> {}
                }
            }
            Sides.check(canvas.bitmap(), format);
            return encoded(rendition, canvas, write(pipeline, canvas.bitmap(), format));
        }
    }

    private Compressed write(Pipeline pipeline, Bitmap bitmap, ImageFormat format) {
        return pipeline.compress()
                .map(Compress::target)
                .map(target -> switch (target) {
                    case Compress.Ratio(double share) -> new Compression(source, bitmap, format, share).run();
                    case Compress.Quality(int number) -> encode(bitmap, Ladder.at(format, number));
                })
                .orElseGet(() -> encode(bitmap, Ladder.unasked(format)));
    }

    private static Compressed encode(Bitmap bitmap, Encoding encoding) {
        return Compressed.of(encoding, bitmap.encode(encoding));
    }

    private static EncodedRendition encoded(Rendition rendition, Canvas canvas, Compressed file) {
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

package dev.halftone.worker.process;

import dev.halftone.analysis.Analysis;
import dev.halftone.analysis.Picture;
import dev.halftone.analysis.Pixels;
import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.AnalysisResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open image, as analyses see it. */
final class OpenPicture implements Picture {

    private final SourceFile source;
    private final Decodes decodes;
    private @Nullable Pixels pixels;

    OpenPicture(SourceFile source, Decodes decodes) {
        this.source = source;
        this.decodes = decodes;
    }

    List<AnalysisResult> analysed(List<Analysis> analyses) {
        return analyses.stream()
                .map(analysis -> new AnalysisResult(analysis.name(), analysis.of(this)))
                .toList();
    }

    @Override
    public byte[] file() {
        return source.bytes();
    }

    @Override
    public ImageFormat format() {
        return source.header().format();
    }

    @Override
    public int width() {
        return source.header().width();
    }

    @Override
    public int height() {
        return source.header().height();
    }

    @Override
    public int frames() {
        return source.header().frames();
    }

    @Override
    public Pixels pixels() {
        if (pixels == null) {
            pixels = decodes.copy(LONGEST_SIDE);
        }
        return pixels;
    }
}

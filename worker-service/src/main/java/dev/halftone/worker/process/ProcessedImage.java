package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.AnalysisResult;
import java.util.List;

/**
 * What was read of an image, and what was made of it.
 *
 * @param format of the source
 * @param width in pixels, after the EXIF orientation is applied
 * @param height in pixels, of one frame
 * @param frames of the animation; 1 for a still image
 * @param renditions one for each that was asked for, in that order
 * @param analyses likewise
 */
public record ProcessedImage(
        ImageFormat format,
        int width,
        int height,
        int frames,
        List<EncodedRendition> renditions,
        List<AnalysisResult> analyses) {

    public ProcessedImage {
        renditions = List.copyOf(renditions);
        analyses = List.copyOf(analyses);
    }
}

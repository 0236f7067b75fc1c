package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Does all the work on one image: looks at its first bytes, at its header, and only then decodes it, once, for all renditions. */
@Component
class PipelineRunner {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineRunner.class);

    private final ImageCodec codec;
    private final ProcessSettings settings;

    PipelineRunner(ImageCodec codec, ProcessSettings settings) {
        this.codec = codec;
        this.settings = settings;
    }

    /**
     * @throws ImageFailureException if the image is at fault
     * @throws java.util.concurrent.CancellationException if the stop was requested meanwhile
     */
    ProcessedImage run(byte[] source, List<Rendition> renditions, Stop stop) {
        ImageFormat format = formatOf(source);
        if (format == ImageFormat.GIF && FileStructure.isCutShort(source, format)) {
            // the decoder would leave out what is missing, and say nothing
            throw new ImageFailureException(FailureReason.TRUNCATED);
        }
        stop.check();
        try (OpenImage image = codec.open(source, format, stop)) {
            ImageHeader header = image.header();
            checkLimits(header);
            return new ProcessedImage(
                    format,
                    header.width(),
                    header.height(),
                    header.frames(),
                    make(new SourceFile(source, header), image, renditions));
        } catch (UnreadableImageException e) {
            stop.check();
            throw failure(source, format, e);
        }
    }

    private static List<EncodedRendition> make(SourceFile source, OpenImage image, List<Rendition> renditions) {
        try (Decodes decodes = new Decodes(image, renditions)) {
            RenditionMaker maker = new RenditionMaker(source, decodes);
            return renditions.stream().map(maker::make).toList();
        }
    }

    /** Of no bytes at all, the rest is still to come; of some that nothing begins with, nothing better is. */
    private static ImageFormat formatOf(byte[] source) {
        if (source.length == 0) {
            throw new ImageFailureException(FailureReason.TRUNCATED);
        }
        return Signature.of(source).orElseThrow(() -> new ImageFailureException(FailureReason.UNSUPPORTED_FORMAT));
    }

    private void checkLimits(ImageHeader header) {
        if (header.frames() > settings.maxFrames()) {
            throw new ImageFailureException(FailureReason.TOO_MANY_FRAMES);
        }
        if (header.pixels() > settings.maxPixels()) {
            throw new ImageFailureException(FailureReason.TOO_MANY_PIXELS);
        }
    }

    private static ImageFailureException failure(byte[] source, ImageFormat format, UnreadableImageException e) {
        LOG.debug("a {} of {} bytes cannot be decoded", format.wireName(), source.length, e);
        return new ImageFailureException(
                FileStructure.isCutShort(source, format) ? FailureReason.TRUNCATED : FailureReason.CORRUPT);
    }
}

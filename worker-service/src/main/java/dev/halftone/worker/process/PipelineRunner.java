package dev.halftone.worker.process;

import dev.halftone.image.ImageFormat;
import dev.halftone.image.Rendition;
import dev.halftone.image.Signature;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Does all the work on one image: looks at its first bytes, at its header, and only then decodes it, once for all renditions, and once
 * more for its analyses where these need it smaller.
 */
public final class PipelineRunner {

    private final ImageCodec codec;
    private final Bounds bounds;

    public PipelineRunner(ImageCodec codec, Bounds bounds) {
        this.codec = codec;
        this.bounds = bounds;
    }

    /** Of pipelines that use no other images. */
    public ProcessedImage run(byte[] source, List<Rendition> renditions) {
        return run(source, Wanted.of(renditions), Map.of());
    }

    /**
     * Makes every rendition of an image and runs every analysis. With neither, only its header is read.
     *
     * @param pictures the files of the other images that the pipelines use, by the keys that they name them by
     * @throws ImageFailureException if the image, or one of the others, is at fault
     */
    public ProcessedImage run(byte[] source, Wanted wanted, Map<String, byte[]> pictures) {
        ImageFormat format = formatOf(source);
        FileStructure.check(source, format, bounds);
        try (OpenImage image = codec.open(source, format)) {
            ImageHeader header = image.header();
            bounds.check(header, FileStructure.heldBytes(source, header));
            return make(new SourceFile(source, header), image, wanted, pictures);
        } catch (UnreadableImageException e) {
            throw failure(source, format, e);
        }
    }

    private ProcessedImage make(SourceFile source, OpenImage image, Wanted wanted, Map<String, byte[]> pictures) {
        try (Decodes decodes = new Decodes(image, wanted.renditions())) {
            ImageHeader header = source.header();
            return new ProcessedImage(
                    header.format(),
                    header.width(),
                    header.height(),
                    header.frames(),
                    make(source, decodes, wanted.renditions(), pictures),
                    new OpenPicture(source, decodes).analysed(wanted.analyses()));
        }
    }

    private List<EncodedRendition> make(
            SourceFile source, Decodes decodes, List<Rendition> renditions, Map<String, byte[]> files) {
        try (Pictures pictures = new Pictures(codec, bounds, files)) {
            return make(new RenditionMaker(source, decodes, bounds, pictures), renditions);
        }
    }

    private List<EncodedRendition> make(RenditionMaker maker, List<Rendition> renditions) {
        List<EncodedRendition> made = new ArrayList<>();
        long bytes = 0;
        for (Rendition rendition : renditions) {
            EncodedRendition next = maker.make(rendition);
            bytes += next.bytes().length;
            bounds.checkRenditions(bytes);
            made.add(next);
        }
        return made;
    }

    /** Of no bytes at all, the rest is still to come; of some that nothing begins with, nothing better is. */
    static ImageFormat formatOf(byte[] source) {
        if (source.length == 0) {
            throw new ImageFailureException(FailureReason.TRUNCATED);
        }
        return Signature.of(source).orElseThrow(() -> new ImageFailureException(FailureReason.UNSUPPORTED_FORMAT));
    }

    private static ImageFailureException failure(byte[] source, ImageFormat format, UnreadableImageException e) {
        return new ImageFailureException(
                FileStructure.isCutShort(source, format) ? FailureReason.TRUNCATED : FailureReason.CORRUPT, e);
    }
}

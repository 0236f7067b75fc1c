package dev.halftone.worker.process;

import dev.halftone.image.Rendition;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes all renditions of one image, of one decode. */
@Component
class RenditionMaker {

    private final ImageCodec codec;

    RenditionMaker(ImageCodec codec) {
        this.codec = codec;
    }

    ProcessedImage make(byte[] source, List<Rendition> renditions, Stop stop) {
        throw new UnsupportedOperationException();
    }
}

package dev.halftone.worker.flow;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.Sha256;

/** Where renditions lie in the object store: addressed by what they are made of and how, so that equal ones are one object. */
final class ObjectKeys {

    private ObjectKeys() {}

    static String rendition(Sha256 source, String pipeline, ImageFormat format) {
        String hex = source.hex();
        return "renditions/" + hex.substring(0, 2) + "/" + hex + "/" + pipeline + "." + format.extension();
    }
}

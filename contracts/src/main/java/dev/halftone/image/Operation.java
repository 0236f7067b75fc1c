package dev.halftone.image;

import java.util.Map;

/** One transformation of an image, declared once as an {@link OperationType}. */
public sealed interface Operation permits Compress, Convert, Resize {

    OperationType type();

    /** The parameters that are set, by name, in the order in which the type declares them. */
    Map<String, Object> arguments();
}

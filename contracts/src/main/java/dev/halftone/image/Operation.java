package dev.halftone.image;

/** One transformation of an image, declared once as an {@link OperationType}: what it is called, what it takes and what it does. */
public interface Operation {

    /** Those of its own type, as they were given and checked. */
    Arguments arguments();

    /** Does to the image whatever it does. What decides only how the file is written does nothing here. */
    void apply(Canvas canvas);

    default OperationType type() {
        return arguments().type();
    }
}

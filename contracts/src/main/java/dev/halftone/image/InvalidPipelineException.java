package dev.halftone.image;

/** A pipeline or a list of renditions that cannot be run. The message is for the client: what is wrong and what is allowed. */
public final class InvalidPipelineException extends IllegalArgumentException {

    private final String pointer;

    public InvalidPipelineException(String message) {
        super(message);
        this.pointer = "";
    }

    /** @param name of the member at fault */
    public InvalidPipelineException(String message, String name) {
        super(message);
        this.pointer = "/" + name.replace("~", "~0").replace("/", "~1");
    }

    private InvalidPipelineException(String message, String pointer, InvalidPipelineException cause) {
        super(message, cause);
        this.pointer = pointer;
    }

    /** The same fault, seen from further outside. */
    public InvalidPipelineException in(String place, String pointerOfPlace) {
        return new InvalidPipelineException(place + getMessage(), pointerOfPlace + pointer, this);
    }

    /** Where in the given JSON the fault lies, as a JSON Pointer (RFC 6901); empty for all of it. */
    public String pointer() {
        return pointer;
    }
}

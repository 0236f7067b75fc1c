package dev.halftone.image;

import dev.halftone.image.parameter.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An operation that puts another image into the one it is run on. Clients name that one by what was fetched for it; which stored object
 * stands for it is found when their job is accepted. Declares {@link #IMAGE}, and finds {@link #OBJECT}.
 */
public interface Composing extends Operation {

    Parameter<String> IMAGE = Parameter.text(
            "image",
            Pattern.compile("[0-9a-f]{64}"),
            "the SHA-256 of an image, as 64 lower-case hexadecimal digits",
            "the image that is laid on: `source.sha256` of one that a job of yours has succeeded with");

    /** Renditions alone: whatever else is in the bucket is laid on nothing. */
    Parameter<String> OBJECT = Parameter.text(
            "object",
            Pattern.compile("renditions/[0-9a-f]{2}/[0-9a-f]{64}/[0-9a-f]{16}\\.[a-z]{3,4}"),
            "the key of a rendition",
            "the stored object that stands for the image");

    /** The SHA-256 of its source, as hexadecimal digits. */
    default String image() {
        return arguments().get(IMAGE);
    }

    /** Its key in the object store, once that has been found. */
    default Optional<String> object() {
        return arguments().find(OBJECT);
    }

    /**
     * The same, with the object that stands for the image.
     *
     * @param objects keys by SHA-256
     * @throws InvalidPipelineException if there is none
     */
    default Operation with(Map<String, String> objects) {
        String object = objects.get(image());
        if (object == null) {
            throw new InvalidPipelineException(
                    type().name() + ": '" + IMAGE.name() + "' is " + image()
                            + ", but takes the SHA-256 of an image that a job of yours has succeeded with. Submit that image first,"
                            + " and when its job has ended, take its `source.sha256`",
                    IMAGE.name());
        }
        Map<String, Object> arguments = arguments().written();
        arguments.put(OBJECT.name(), object);
        return type().accepted(arguments);
    }
}

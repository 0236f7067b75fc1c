package dev.halftone.hostile.image;

import dev.halftone.outcome.FailureReason;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What may become of an image that came whole: never {@code poison}, as none may end its worker. */
public final class Endings {

    private static final String SUCCEEDED = "succeeded";

    public static final Set<String> OF_IMAGES = Stream.concat(
                    Stream.of(SUCCEEDED),
                    Stream.of(
                                    FailureReason.TOO_LARGE,
                                    FailureReason.TRUNCATED,
                                    FailureReason.CORRUPT,
                                    FailureReason.UNSUPPORTED_FORMAT,
                                    FailureReason.TOO_MANY_PIXELS,
                                    FailureReason.TOO_MANY_FRAMES,
                                    FailureReason.PROCESSING_TIMEOUT,
                                    FailureReason.PROCESSING_FAILED)
                            .map(FailureReason::wireName))
            .collect(Collectors.toUnmodifiableSet());

    private Endings() {}
}

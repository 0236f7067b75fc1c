package dev.halftone.outcome;

import dev.halftone.image.ImageId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an image ended. An image has exactly one. */
public sealed interface Outcome {

    ImageId image();

    /** The wire name: {@code succeeded}, {@code failed} or {@code cancelled}. */
    String status();

    /**
     * Every rendition is stored.
     *
     * @param analyses what was found out now, and was not known before
     * @param attempts how often the source was asked for, from 1
     */
    record Succeeded(
            ImageId image,
            SourceFacts source,
            List<StoredRendition> renditions,
            List<AnalysisResult> analyses,
            int attempts,
            Timings timings)
            implements Outcome {
        public Succeeded {
            renditions = List.copyOf(renditions);
            analyses = List.copyOf(analyses);
        }

        @Override
        public String status() {
            return "succeeded";
        }
    }

    /**
     * The image could not be made.
     *
     * @param httpStatus what the source's host answered, where that is the reason
     * @param attempts how often the source was asked for; 0 if it never was
     */
    record Failed(
            ImageId image, FailureReason reason, @Nullable Integer httpStatus, int attempts, Timings timings)
            implements Outcome {
        @Override
        public String status() {
            return "failed";
        }
    }

    /** The job was cancelled before the image ended. */
    record Cancelled(ImageId image) implements Outcome {
        @Override
        public String status() {
            return "cancelled";
        }
    }
}

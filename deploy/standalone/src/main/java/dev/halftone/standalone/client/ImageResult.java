package dev.halftone.standalone.client;

import dev.halftone.image.ImageFormat;
import dev.halftone.outcome.Ending;
import dev.halftone.outcome.FailureReason;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one image ended.
 *
 * @param row of the manifest, from 1 among the accepted ones
 * @param position of the image in its row, from 0
 * @param url where it came from
 */
public record ImageResult(
        int line,
        int row,
        int position,
        String url,
        String status,
        @Nullable FailureReason reason,
        @Nullable Integer httpStatus,
        @Nullable List<Output> renditions) {

    /** What was stored. Without renditions, nothing was. */
    public List<Output> outputs() {
        return renditions == null ? List.of() : renditions;
    }

    /**
     * A stored rendition.
     *
     * @param url where it can be fetched
     * @param ending how compressing to a share of the bytes ended, where that was asked for
     */
    public record Output(
            String name,
            URI url,
            ImageFormat format,
            long bytes,
            @Nullable Ending ending) {}
}

package dev.halftone.api.job.report;

import dev.halftone.api.job.image.ImageStatus;
import java.util.List;

/**
 * A row of the manifest and what became of its images.
 *
 * @param cells as the manifest has them, in the order of its columns
 * @param images by position
 */
record ReportRow(int number, List<String> cells, List<ReportImage> images) {

    /** One word for all images of the row. */
    String status() {
        if (any(ImageStatus.PENDING)) {
            return "pending";
        }
        if (images.stream().allMatch(image -> image.status() == ImageStatus.SUCCEEDED)) {
            return "succeeded";
        }
        if (any(ImageStatus.SUCCEEDED)) {
            return "partly_succeeded";
        }
        return any(ImageStatus.FAILED) ? "failed" : "cancelled";
    }

    private boolean any(ImageStatus status) {
        return images.stream().anyMatch(image -> image.status() == status);
    }
}

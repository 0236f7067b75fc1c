package dev.halftone.row;

import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import java.util.List;

/**
 * One validated line of a manifest. A retried row keeps its number, and its sources their positions.
 *
 * @param number its place in the manifest, from 1
 */
public record Row(JobId job, int number, String serialNumber, String productName, List<Source> sources) {

    public Row {
        sources = List.copyOf(sources);
        if (number < 1 || sources.isEmpty()) {
            throw new IllegalArgumentException("row " + number + " with " + sources.size() + " sources is no row");
        }
    }

    public ImageId image(Source source) {
        return new ImageId(job, number, source.position());
    }
}

package dev.halftone.image;

import dev.halftone.job.JobId;

/**
 * Identifies an image: one source of one row of one job.
 *
 * @param row the row's number in its manifest, from 1
 * @param position the source's place in its row, from 0
 */
public record ImageId(JobId job, int row, int position) {

    public ImageId {
        if (row < 1 || position < 0) {
            throw new IllegalArgumentException("row " + row + ", position " + position + " names no image");
        }
    }

    @Override
    public String toString() {
        return job + "/" + row + "/" + position;
    }
}

package dev.halftone.api.dispatch;

import dev.halftone.job.JobId;
import dev.halftone.wire.RowMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * The next rows of a claimed job.
 *
 * @param messages one a row that is unfinished
 * @param through the number of the last row, finished or not
 * @param images how many images the rows have, finished or not
 */
record Chunk(JobId job, List<RowMessage> messages, int through, int images) {

    /**
     * As many of the rows as there is room for, and at least one.
     *
     * @throws IllegalStateException if the job owes rows that are not there
     */
    static Chunk of(Claim claim, List<OwedRow> rows) {
        List<OwedRow> fitting = fitting(rows, claim.room());
        if (fitting.isEmpty()) {
            throw new IllegalStateException("job " + claim.job() + " counts more images than its rows have");
        }
        return new Chunk(
                claim.job(),
                fitting.stream()
                        .flatMap(row -> row.unfinished(claim.job()).stream())
                        .map(row -> new RowMessage(row, claim.renditions()))
                        .toList(),
                fitting.getLast().number(),
                fitting.stream().mapToInt(OwedRow::images).sum());
    }

    private static List<OwedRow> fitting(List<OwedRow> rows, int room) {
        List<OwedRow> fitting = new ArrayList<>();
        int images = 0;
        for (OwedRow row : rows) {
            if (images >= room) {
                break;
            }
            fitting.add(row);
            images += row.images();
        }
        return fitting;
    }
}

package dev.halftone.api.dispatch;

import dev.halftone.row.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a claimed job publishes next.
 *
 * @param due rows whose parked images are due
 * @param rows the next ones
 * @param through the number of the last of the next rows, or what the claim had if there is none
 * @param images how many images the next rows have, finished or not
 */
record Chunk(Claim claim, List<OwedRow> due, List<OwedRow> rows, int through, int images) {

    /**
     * As many of the rows as there is room for, those with due images first; at least one.
     *
     * @throws IllegalStateException if the job owes rows that are not there
     */
    static Chunk of(Claim claim, List<OwedRow> due, List<OwedRow> next) {
        List<OwedRow> dueNow = fitting(due, claim.room());
        List<OwedRow> rows = fitting(next, claim.room() - pending(dueNow));
        if (due.isEmpty() && rows.isEmpty() && claim.unpublished() > 0) {
            throw new IllegalStateException("job " + claim.job() + " counts more images than its rows have");
        }
        return new Chunk(
                claim,
                dueNow,
                rows,
                rows.isEmpty() ? claim.publishedThrough() : rows.getLast().number(),
                rows.stream().mapToInt(OwedRow::images).sum());
    }

    /** What is unfinished of all its rows. */
    List<Row> unfinished() {
        return Stream.concat(due.stream(), rows.stream())
                .filter(row -> !row.pending().isEmpty())
                .map(row -> row.row(claim.job()))
                .toList();
    }

    private static List<OwedRow> fitting(List<OwedRow> rows, int room) {
        List<OwedRow> fitting = new ArrayList<>();
        int images = 0;
        for (OwedRow row : rows) {
            if (images >= room) {
                break;
            }
            fitting.add(row);
            images += row.pending().size();
        }
        return fitting;
    }

    private static int pending(List<OwedRow> rows) {
        return rows.stream().mapToInt(row -> row.pending().size()).sum();
    }
}

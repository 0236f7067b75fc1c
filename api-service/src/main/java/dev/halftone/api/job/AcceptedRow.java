package dev.halftone.api.job;

import java.util.List;

/**
 * A row to be stored.
 *
 * @param number its place among the accepted ones, from 1
 * @param line where it begins in the manifest, from 1
 * @param sources URLs by position, at least one
 * @param cells the line's own, in the order of the job's columns
 */
public record AcceptedRow(
        int number, int line, String serialNumber, String productName, List<String> sources, List<String> cells) {

    public AcceptedRow {
        sources = List.copyOf(sources);
        cells = List.copyOf(cells);
    }
}

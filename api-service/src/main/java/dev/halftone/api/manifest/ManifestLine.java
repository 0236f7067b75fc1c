package dev.halftone.api.manifest;

import java.util.List;

/** What a manifest is read as: a header, then valid and rejected rows in their order, or the fault that reading ended at. */
public sealed interface ManifestLine {

    /**
     * Always the first.
     *
     * @param columns their names as written, in order
     */
    record Header(List<String> columns) implements ManifestLine {}

    /**
     * A row that can be worked on.
     *
     * @param number its place among the valid ones, from 1
     * @param line where it begins, from 1
     * @param urls in the order of the cell, at least one
     * @param cells as written, in the order of the header's columns and as many
     */
    record ValidRow(
            int number, int line, String serialNumber, String productName, List<String> urls, List<String> cells)
            implements ManifestLine {}

    /**
     * A row that cannot.
     *
     * @param line where it begins, from 1
     * @param faults all of them, at least one
     */
    record RejectedRow(int line, List<Rejection> faults) implements ManifestLine {}

    /**
     * A manifest of which nothing can be used, because its header is wrong or what follows can no longer be told apart.
     * Always the last.
     *
     * @param faults at least one
     */
    record Unreadable(List<Rejection> faults) implements ManifestLine {}
}

package dev.halftone.api.submission;

import dev.halftone.api.manifest.ManifestLine;
import dev.halftone.api.manifest.Rejection;
import dev.halftone.upload.Upload;
import java.util.ArrayList;
import java.util.List;

/** What one manifest turned out to hold, counted as its lines go by. Not thread-safe; what it keeps is bounded. */
final class Tally {

    /** The most faults that are kept; how many rows they are in is counted all the same. */
    static final int MAX_FAULTS = 1000;

    private List<String> columns = List.of();
    private int rows;
    private int images;
    private boolean uploads;
    private int rejectedRows;
    private boolean unreadable;
    private final List<Rejection> faults = new ArrayList<>();

    void add(ManifestLine line) {
        switch (line) {
            case ManifestLine.Header header -> columns = header.columns();
            case ManifestLine.ValidRow row -> {
                rows++;
                images += row.sources().size();
                uploads |= row.sources().stream()
                        .anyMatch(source -> Upload.of(source).isPresent());
            }
            case ManifestLine.RejectedRow row -> {
                rejectedRows++;
                keep(row.faults());
            }
            case ManifestLine.Unreadable end -> {
                unreadable = true;
                keep(end.faults());
            }
            case ManifestLine.Setting _, ManifestLine.ImageBytes _, ManifestLine.ImageDropped _ -> {
                // counted with its row
            }
        }
    }

    private void keep(List<Rejection> more) {
        more.stream().limit(MAX_FAULTS - faults.size()).forEach(faults::add);
    }

    List<String> columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    int images() {
        return images;
    }

    /** Whether the bytes of any of them came with the manifest. */
    boolean hasUploads() {
        return uploads;
    }

    int rejectedRows() {
        return rejectedRows;
    }

    /** Whether the manifest could not be read to its end. */
    boolean isUnreadable() {
        return unreadable;
    }

    boolean hasFaults() {
        return !faults.isEmpty();
    }

    /** The first of all faults, in the manifest's order. */
    List<Rejection> faults() {
        return faults;
    }
}

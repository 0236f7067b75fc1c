package dev.halftone.standalone.client;

import java.util.List;

/** The manifest was rejected and nothing of it was stored. */
public final class RejectedManifestException extends Exception {

    private final transient List<RejectedCell> cells;

    RejectedManifestException(String message, List<RejectedCell> cells) {
        super(message);
        this.cells = List.copyOf(cells);
    }

    /** The first faults that were found, each with its place. */
    public List<RejectedCell> cells() {
        return cells;
    }
}

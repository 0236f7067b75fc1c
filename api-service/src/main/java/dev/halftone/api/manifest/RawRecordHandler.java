package dev.halftone.api.manifest;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/** Collects the cells of a record as the parser finds them, so that an unfinished one still tells where it ended. */
final class RawRecordHandler extends AbstractBaseCsvCallbackHandler<RawRecord> {

    private final int maxCells;
    private final Runnable cellRead;
    private List<String> cells = new ArrayList<>();

    /**
     * @param maxCells how many of a record are held; the others are only counted
     * @param cellRead runs after each cell
     */
    RawRecordHandler(int maxCells, Runnable cellRead) {
        this.maxCells = maxCells;
        this.cellRead = cellRead;
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        cells = new ArrayList<>();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
        if (index < maxCells) {
            cells.add(new String(buffer, offset, length));
        }
        cellRead.run();
    }

    @Override
    protected RawRecord buildRecord() {
        return soFar();
    }

    /** The record that is being read, with the cells that it is known to have. */
    RawRecord soFar() {
        return new RawRecord(Math.toIntExact(getStartingLineNumber()), List.copyOf(cells), getFieldCount());
    }
}

package dev.halftone.api.manifest;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The records of a CSV (RFC 4180; lines end with CRLF, LF or CR). Blank lines are left out. Reading blocks. */
final class RecordReader {

    /** How much more than a cell may hold is read, so that a cell which is somewhat too long can be told from a lost quote. */
    private static final int SLACK = 1 << 16;

    /** The parser reads ahead by at most this, before and within a cell. */
    private static final int READ_AHEAD = 2 * 8192;

    private final ManifestText text;
    private final RawRecordHandler handler;
    private final CloseableIterator<RawRecord> records;
    private final int longestRun;
    private long cellEnd;

    RecordReader(InputStream bytes, int maxCells, int maxCellLength) throws IOException {
        this.text = new ManifestText(bytes);
        this.handler = new RawRecordHandler(maxCells, this::cellRead);
        this.longestRun = Math.addExact(Math.multiplyExact(2, maxCellLength), SLACK);
        this.records = CsvReader.builder()
                .fieldSeparator(Delimiter.of(text.peekHeader()).character())
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(longestRun)
                .build(handler, text)
                .iterator();
    }

    /**
     * The next record, or none at the end.
     *
     * @throws BrokenCsvException where no further record can be told apart
     */
    @Nullable
    RawRecord next() throws BrokenCsvException {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            if (e.getCause() != null) {
                throw e;
            }
            throw new BrokenCsvException(breakage(), handler.soFar());
        }
    }

    private RejectionCode breakage() {
        if (text.ended()) {
            return RejectionCode.UNCLOSED_QUOTE;
        }
        boolean full = text.delivered() - cellEnd >= longestRun - READ_AHEAD;
        return full ? RejectionCode.CELL_TOO_LONG : RejectionCode.STRAY_QUOTE;
    }

    private void cellRead() {
        cellEnd = text.delivered();
    }
}

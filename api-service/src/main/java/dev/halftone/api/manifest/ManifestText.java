package dev.halftone.api.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as characters, without a byte order mark. Each malformed sequence becomes {@link #MALFORMED}, which no well-formed one
 * can, so that the cell it stands in is found and the rest is read on.
 */
final class ManifestText extends Reader {

    /** A surrogate alone: never the outcome of decoding UTF-8. */
    static final char MALFORMED = '\udc80';

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int LONGEST_HEADER = 1 << 16;

    private final BufferedReader reader;
    private long delivered;
    private boolean ended;

    ManifestText(InputStream bytes) {
        this.reader = new BufferedReader(new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(MALFORMED))));
    }

    /** The first line that is not blank, up to a limit, without moving on; quoted line breaks count as any other. To be called first. */
    String peekHeader() throws IOException {
        skipByteOrderMark();
        reader.mark(LONGEST_HEADER);
        StringBuilder line = new StringBuilder();
        for (int read = 1; read < LONGEST_HEADER; read++) {
            int next = reader.read();
            boolean lineBreak = next == '\n' || next == '\r';
            if (next == -1 || (lineBreak && !line.toString().isBlank())) {
                break;
            }
            line.append((char) next);
        }
        reader.reset();
        return line.toString();
    }

    private void skipByteOrderMark() throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = reader.read(buffer, offset, length);
        ended = read == -1;
        delivered += Math.max(0, read);
        return read;
    }

    /** How many characters were read. */
    long delivered() {
        return delivered;
    }

    /** Whether the end was met. */
    boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}

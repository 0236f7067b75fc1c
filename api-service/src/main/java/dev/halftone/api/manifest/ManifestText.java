package dev.halftone.api.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as characters, or UTF-16 where a byte order mark says so, without that mark. Each malformed sequence becomes {@link #MALFORMED}, which no well-formed one
 * can, so that the cell it stands in is found and the rest is read on.
 */
final class ManifestText extends Reader {

    /** A surrogate alone: never the outcome of decoding. */
    static final char MALFORMED = '\udc80';

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final char REVERSED_MARK = '\ufffe';
    private static final int LONGEST_MARK = 2;
    private static final int LONGEST_HEADER = 1 << 16;

    private final BufferedReader reader;
    private long delivered;
    private boolean ended;

    ManifestText(InputStream bytes) throws IOException {
        PushbackInputStream start = new PushbackInputStream(bytes, LONGEST_MARK);
        this.reader = new BufferedReader(new InputStreamReader(
                start,
                encoding(start)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .replaceWith(String.valueOf(MALFORMED))));
    }

    /** What spreadsheets call Unicode text is UTF-16 with its mark. */
    private static Charset encoding(PushbackInputStream start) throws IOException {
        byte[] mark = start.readNBytes(LONGEST_MARK);
        start.unread(mark);
        return mark.length < LONGEST_MARK
                ? StandardCharsets.UTF_8
                : switch (((mark[0] & 0xff) << 8) | (mark[1] & 0xff)) {
                    case BYTE_ORDER_MARK -> StandardCharsets.UTF_16BE;
                    case REVERSED_MARK -> StandardCharsets.UTF_16LE;
                    default -> StandardCharsets.UTF_8;
                };
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

    /** To be called first, where the header is not peeked at. */
    void skipByteOrderMark() throws IOException {
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

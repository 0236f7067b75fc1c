package dev.halftone.hostile.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** Writes files of parts of one, two and four bytes. */
public final class Bytes {

    private static final byte[] BLOCK = new byte[64 * 1024];

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Bytes text(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public Bytes bytes(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public Bytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    /** The most significant byte first. */
    public Bytes u16(int value) {
        return u8(value >> 8, value);
    }

    /** The most significant byte first. */
    public Bytes u32(long value) {
        return u16((int) (value >> 16)).u16((int) value);
    }

    /** The least significant byte first. */
    public Bytes le16(int value) {
        return u8(value, value >> 8);
    }

    /** The least significant byte first. */
    public Bytes le32(long value) {
        return le16((int) value).le16((int) (value >> 16));
    }

    public byte[] all() {
        return out.toByteArray();
    }

    /** So many zeros, in zlib's format. */
    static byte[] deflatedZeros(long many) {
        return written(DeflaterOutputStream::new, out -> zeros(out, many));
    }

    /** So many zeros, in gzip's format. */
    public static byte[] gzippedZeros(long many) {
        return written(GZIPOutputStream::new, out -> zeros(out, many));
    }

    public static byte[] gzipped(byte[] bytes) {
        return written(GZIPOutputStream::new, out -> out.write(bytes));
    }

    private static byte[] written(Filter filter, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = filter.before(bytes)) {
            content.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no errors", e);
        }
        return bytes.toByteArray();
    }

    private static void zeros(OutputStream out, long many) throws IOException {
        for (long left = many; left > 0; left -= BLOCK.length) {
            out.write(BLOCK, 0, (int) Math.min(left, BLOCK.length));
        }
    }

    private interface Filter {

        OutputStream before(OutputStream out) throws IOException;
    }

    private interface Content {

        void writeTo(OutputStream out) throws IOException;
    }
}

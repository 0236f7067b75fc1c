package dev.halftone.faults.proxy;

import java.io.IOException;
import java.io.OutputStream;

/** Writes in pieces, each when the shape lets it. */
final class ShapedOutput extends OutputStream {

    private static final int PIECE = 16 * 1024;

    private final OutputStream out;
    private final Shape shape;

    ShapedOutput(OutputStream out, Shape shape) {
        this.out = out;
        this.shape = shape;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; done += PIECE) {
            int piece = Math.min(PIECE, length - done);
            shape.await(piece);
            out.write(bytes, offset + done, piece);
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }
}

package dev.halftone.faults.proxy;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/**
 * One direction of one connection: takes bytes from one side and gives them to the other. What was given is under way before
 * the flow waits for more.
 */
final class Flow {

    private static final int PIECE = 64 * 1024;

    private final Link link;
    private final Traps traps;
    private final SocketInput in;
    private final OutputStream out;
    private final Trap.Presence client;

    Flow(Link link, Traps traps, SocketInput in, OutputStream out, Trap.Presence client) {
        this.link = link;
        this.traps = traps;
        this.in = in;
        this.out = new BufferedOutputStream(out, PIECE);
        this.client = client;
    }

    /** Waits for the next byte without taking it; false at the end. */
    boolean awaitFirst() throws IOException {
        flushBeforeWaitingFor(1);
        return in.awaitOne();
    }

    /** The next byte, or -1 at the end. */
    int take() throws IOException {
        flushBeforeWaitingFor(1);
        return in.read();
    }

    /** @throws EOFException if there are fewer */
    byte[] take(int length) throws IOException {
        flushBeforeWaitingFor(length);
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("ended within a message");
        }
        return bytes;
    }

    void give(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** @throws EOFException if there are fewer */
    void pass(long length) throws IOException {
        for (long left = length; left > 0; ) {
            int piece = pass(new byte[(int) Math.min(left, PIECE)]);
            if (piece < 0) {
                throw new EOFException("ended within a message");
            }
            left -= piece;
        }
    }

    /** Until the end. */
    void passAll() throws IOException {
        byte[] buffer = new byte[PIECE];
        while (pass(buffer) >= 0) {}
    }

    /** Takes all until the end, and gives nothing of it: who closes with something unread cuts off what was answered. */
    void dropAll() throws IOException {
        flush();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private int pass(byte[] buffer) throws IOException {
        flushBeforeWaitingFor(1);
        int length = in.read(buffer);
        if (length > 0) {
            out.write(buffer, 0, length);
        }
        return length;
    }

    /** Tells that the moment is here, and returns when it may pass. */
    void reach(Moment moment) throws IOException {
        Trap trap = traps.next(moment);
        if (trap == null) {
            return;
        }
        flush();
        try {
            trap.hold(link, client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted at " + moment);
        }
    }

    void flush() throws IOException {
        out.flush();
    }

    private void flushBeforeWaitingFor(int length) throws IOException {
        if (in.buffered() < length) {
            flush();
        }
    }
}

package dev.halftone.faults.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** What comes out of a socket, with a look at what is there without taking it. */
final class SocketInput extends BufferedInputStream {

    private static final int BUFFER = 64 * 1024;

    /** More than what a client sends without an answer. */
    private static final int LOOK_AHEAD = 32 * 1024 * 1024;

    private final Socket socket;

    SocketInput(Socket socket) throws IOException {
        super(socket.getInputStream(), BUFFER);
        this.socket = socket;
    }

    /** How many bytes can be read without asking the socket. */
    int buffered() {
        return count - pos;
    }

    /** Waits for a byte without taking it; false at the end. */
    boolean awaitOne() throws IOException {
        mark(1);
        boolean there = read() >= 0;
        reset();
        return there;
    }

    /** Whether the peer has closed or reset its end, be there something left to read before that. */
    boolean hasEnded() throws IOException {
        mark(LOOK_AHEAD);
        try {
            socket.setSoTimeout(1);
            return endsWithin(new byte[BUFFER]);
        } catch (SocketTimeoutException stillThere) {
            return false;
        } catch (SocketException reset) {
            return true;
        } finally {
            reset();
            if (!socket.isClosed()) {
                socket.setSoTimeout(0);
            }
        }
    }

    private boolean endsWithin(byte[] piece) throws IOException {
        int seen = 0;
        while (seen < LOOK_AHEAD - BUFFER) {
            int length = read(piece);
            if (length < 0) {
                return true;
            }
            seen += length;
        }
        return false;
    }
}

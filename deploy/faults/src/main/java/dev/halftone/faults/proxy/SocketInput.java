package dev.halftone.faults.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** What comes out of a socket, with a look at what is there without taking it. */
final class SocketInput extends BufferedInputStream {

    private static final int BUFFER = 64 * 1024;

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

    /** Whether the peer has closed or reset its end, and nothing is left to read. */
    boolean hasEnded() throws IOException {
        try {
            socket.setSoTimeout(1);
            boolean ended = !awaitOne();
            socket.setSoTimeout(0);
            return ended;
        } catch (SocketTimeoutException stillThere) {
            socket.setSoTimeout(0);
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }
}

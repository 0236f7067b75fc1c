package dev.halftone.worker.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers each connection with whatever bytes a test writes, well-formed or not, and then hangs up. */
final class RawOrigin implements AutoCloseable {

    /** What is sent; it may take its time. */
    interface Script {
        void play(int connection, OutputStream out) throws Exception;
    }

    private final ServerSocket socket;
    private final Script script;
    private final AtomicInteger connections = new AtomicInteger();

    RawOrigin(Script script) throws IOException {
        this.script = script;
        socket = new ServerSocket(0, 64, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/image";
    }

    int connections() {
        return connections.get();
    }

    private void accept() {
        try {
            while (true) {
                Socket peer = socket.accept();
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> answer(peer, number));
            }
        } catch (SocketException closed) {
            // the test has ended
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(Socket peer, int number) {
        try (peer) {
            readRequest(peer.getInputStream());
            script.play(number, peer.getOutputStream());
        } catch (Exception hungUp) {
            // the client has seen enough
        }
    }

    private static void readRequest(InputStream in) throws IOException {
        int newlines = 0;
        for (int octet = in.read(); octet >= 0 && newlines < 2; octet = newlines < 2 ? in.read() : octet) {
            newlines = octet == '\n' ? newlines + 1 : octet == '\r' ? newlines : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

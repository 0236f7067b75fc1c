package dev.halftone.faults.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Says whatever it is told, until it is told no more; keeps how each of its connections ended. */
final class EchoServer implements Closeable {

    static final String ENDED = "ended";

    private final ServerSocket listener;
    private final BlockingQueue<String> endings = new LinkedBlockingQueue<>();

    EchoServer(int port) throws IOException {
        listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::listen);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    /** {@link #ENDED}, or the message of the failure. */
    BlockingQueue<String> endings() {
        return endings;
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> endings.add(echo(client)));
            }
        } catch (IOException closed) {
            endings.add("closed");
        }
    }

    private static String echo(Socket client) {
        try (client) {
            client.getInputStream().transferTo(client.getOutputStream());
            return ENDED;
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}

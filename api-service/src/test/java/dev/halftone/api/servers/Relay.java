package dev.halftone.api.servers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/** Stands before a server and can make it seem to stand still: connections are taken and stay open, and nothing is answered. */
public final class Relay implements AutoCloseable {

    private final int target;
    private final ServerSocket socket;
    private volatile CountDownLatch flow = new CountDownLatch(0);

    public Relay(int target) {
        this.target = target;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Nothing passes any more. */
    public void standStill() {
        flow = new CountDownLatch(1);
    }

    /** What has been held passes at last, on every connection. */
    public void goOn() {
        flow.countDown();
    }

    /** New connections pass; those there are stay silent for good. */
    public void forgetConnections() {
        flow = new CountDownLatch(0);
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                CountDownLatch atFirst = flow;
                Thread.ofVirtual().start(() -> serve(client, atFirst));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket client, CountDownLatch atFirst) {
        try (client;
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            Held held = new Held(atFirst);
            Thread there = Thread.ofVirtual().start(() -> copy(client, server, held));
            copy(server, client, held);
            there.join();
        } catch (IOException _) {
            // one side has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(Socket from, Socket to, Held held) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                held.pass();
                out.write(buffer, 0, read);
            }
        } catch (IOException _) {
            // one side has gone, and with it the other
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        goOn();
        socket.close();
    }

    /** What holds one connection: once it is held, that which held it, whatever happens to others since. */
    private final class Held {

        private volatile CountDownLatch by;

        Held(CountDownLatch atFirst) {
            by = atFirst;
        }

        void pass() throws InterruptedException {
            if (by.getCount() == 0) {
                by = flow;
            }
            by.await();
        }
    }
}

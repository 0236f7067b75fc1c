package dev.halftone.hostile.network;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Takes the connections to some ports of every address there is, of both families: who may come is served, all others are noted. */
public final class Crossroads implements Closeable {

    private static final int BACKLOG = 1024;

    private final Canaries canaries;
    private final Host host;
    private final List<ServerSocket> doors = new ArrayList<>();

    private Crossroads(Canaries canaries, Host host) {
        this.canaries = canaries;
        this.host = host;
    }

    /** @throws IOException if one of the ports is taken */
    public static Crossroads open(List<Integer> ports, Canaries canaries, Host host) throws IOException {
        Crossroads crossroads = new Crossroads(canaries, host);
        try {
            for (int port : ports) {
                crossroads.open(port);
            }
        } catch (IOException e) {
            crossroads.close();
            throw e;
        }
        return crossroads;
    }

    private void open(int port) throws IOException {
        ServerSocket door = new ServerSocket();
        doors.add(door);
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(port), BACKLOG);
        Thread.ofVirtual().name("door-" + port).start(() -> accept(door));
    }

    private void accept(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                Thread.ofVirtual().start(() -> receive(visitor));
            } catch (IOException e) {
                // closed, or the visitor went away at once
            }
        }
    }

    private void receive(Socket visitor) {
        try (visitor) {
            if (canaries.admits(visitor)) {
                host.serve(visitor);
            }
        } catch (IOException e) {
            // the visitor went away, as it should from most of what is served
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        for (ServerSocket door : doors) {
            door.close();
        }
    }

    /** Serves one connection, which is closed afterwards. */
    @FunctionalInterface
    public interface Host {

        void serve(Socket visitor) throws IOException, InterruptedException;
    }
}

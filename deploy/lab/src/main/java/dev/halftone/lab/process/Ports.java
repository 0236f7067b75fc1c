package dev.halftone.lab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports that are free, each given once. Not from the range of which the system takes those of outgoing connections:
 * a server that was killed must find its own free again.
 */
public final class Ports {

    private static final int FIRST = 20_000;
    private static final int END = 32_000;

    private final Set<Integer> given = new HashSet<>();

    public int next() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            if (isFree(port) && given.add(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try {
            new ServerSocket(port, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

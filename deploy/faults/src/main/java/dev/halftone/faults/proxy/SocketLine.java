package dev.halftone.faults.proxy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An established connection as a line of {@code /proc/net/tcp}: of the columns, local address, remote one and inode. */
record SocketLine(int localPort, int remotePort, String inode) {

    private static final String ESTABLISHED = "01";

    /** Those of IPv4 and of IPv6, as which the JDK opens most. */
    static Stream<SocketLine> all(Path proc) throws IOException {
        List<String> four = Files.readAllLines(proc.resolve("net/tcp"));
        List<String> six = Files.readAllLines(proc.resolve("net/tcp6"));
        return Stream.concat(four.stream().skip(1), six.stream().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[3].equals(ESTABLISHED))
                .map(columns -> new SocketLine(port(columns[1]), port(columns[2]), columns[9]));
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    boolean isFrom(int port) {
        return localPort == port;
    }

    boolean isTo(int port) {
        return remotePort == port;
    }

    /** What a file descriptor of it points to. */
    String descriptor() {
        return "socket:[" + inode + "]";
    }
}

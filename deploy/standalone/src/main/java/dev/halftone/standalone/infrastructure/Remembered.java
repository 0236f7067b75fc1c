package dev.halftone.standalone.infrastructure;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Secrets and ports, chosen once and kept in a file that its owner alone can read. */
final class Remembered {

    private static final int SECRET_BYTES = 24;

    private final Path file;
    private final Properties values;

    private Remembered(Path file, Properties values) {
        this.file = file;
        this.values = values;
    }

    static Remembered in(Path file) throws IOException {
        Properties values = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                values.load(in);
            }
        }
        return new Remembered(file, values);
    }

    synchronized String secret(String name) throws IOException {
        String key = "secret." + name;
        if (!values.containsKey(key)) {
            byte[] random = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(random);
            remember(key, HexFormat.of().formatHex(random));
        }
        return values.getProperty(key);
    }

    synchronized int port(String name, int wanted) throws IOException {
        if (wanted != 0 && !isFree(wanted)) {
            throw new IOException("port " + wanted + " (" + name + ") is taken: choose another");
        }
        if (wanted != 0) {
            return wanted;
        }
        String key = "port." + name;
        int last = Integer.parseInt(values.getProperty(key, "0"));
        int port = isFree(last) ? last : anyFree();
        if (port != last) {
            remember(key, Integer.toString(port));
        }
        return port;
    }

    private void remember(String key, String value) throws IOException {
        values.setProperty(key, value);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(draft)) {
            values.store(out, "credentials and ports of the embedded servers");
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean isFree(int port) {
        if (port == 0) {
            return false;
        }
        try {
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

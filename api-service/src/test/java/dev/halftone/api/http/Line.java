package dev.halftone.api.http;

import dev.halftone.api.servers.KeyedApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A connection to the api, on which anything can be written. */
final class Line implements AutoCloseable {

    private static final int PATIENCE = 20_000;

    private final Socket socket;

    Line(KeyedApi api) throws IOException {
        URI address = URI.create(api.api().url());
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(PATIENCE);
    }

    Line send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Line send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends the text again and again until the api closes the connection, and gives back what it answered. */
    String trickle(String text, long millisBetween) throws IOException, InterruptedException {
        socket.setSoTimeout(Math.toIntExact(millisBetween));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        Instant end = Instant.now().plusMillis(PATIENCE);
        while (Instant.now().isBefore(end)) {
            try {
                int read = socket.getInputStream().read();
                if (read == -1) {
                    return answer.toString(StandardCharsets.UTF_8);
                }
                answer.write(read);
            } catch (SocketTimeoutException _) {
                send(text);
            }
        }
        throw new IOException("the connection is still open");
    }

    /** All that comes until the connection is closed. */
    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The first line of what comes. */
    String status() throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != -1 && next != '\r'; next = in.read()) {
            line.append((char) next);
        }
        return line.toString();
    }

    /** Whether the api closes it, before it says anything. */
    boolean isClosed() {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException _) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    void waitAtMost(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

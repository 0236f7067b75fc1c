package dev.halftone.api.submission;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A submission whose second half has yet to be sent, on a connection of its own that ends with the answer. */
final class HalfSubmission implements AutoCloseable {

    private final Socket socket;
    private final byte[] rest;

    private HalfSubmission(Socket socket, byte[] rest) {
        this.socket = socket;
        this.rest = rest;
    }

    /** @param headers each whole, as {@code Name: value} */
    static HalfSubmission send(RunningApi api, String csv, String... headers) throws IOException {
        byte[] body = csv.getBytes(StandardCharsets.UTF_8);
        String head = "POST /v1/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/csv\r\n"
                + "Content-Length: " + body.length + "\r\n"
                + String.join(
                        "",
                        Arrays.stream(headers).map(header -> header + "\r\n").toList()) + "\r\n";
        Socket socket = new Socket("localhost", api.port());
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().write(body, 0, body.length / 2);
        return new HalfSubmission(socket, Arrays.copyOfRange(body, body.length / 2, body.length));
    }

    boolean isOpen() {
        return socket.isConnected() && !socket.isClosed();
    }

    void sendRest() throws IOException {
        socket.getOutputStream().write(rest);
    }

    /** All that comes until the connection is closed. */
    String answer() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

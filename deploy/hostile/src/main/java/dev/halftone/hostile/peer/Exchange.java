package dev.halftone.hostile.peer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A request and the connection that it came by.
 *
 * @param path with its query
 */
public record Exchange(Socket connection, String path) {

    private static final int MAX_HEAD = 64 * 1024;
    private static final String END = "\r\n\r\n";

    /** Reads the head of a request. */
    static Exchange read(Socket connection) throws IOException {
        InputStream in = connection.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END)) {
            int next = in.read();
            if (next < 0 || head.size() > MAX_HEAD) {
                throw new IOException("no request");
            }
            head.write(next);
            while (next != '\n') {
                next = in.read();
                if (next < 0) {
                    throw new IOException("no request");
                }
                head.write(next);
            }
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        String[] line = text.substring(0, text.indexOf("\r\n")).split(" ", 3);
        return new Exchange(connection, line.length > 1 ? line[1] : "/");
    }

    /** Sends text at once, each letter a byte. */
    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
        out().write(bytes);
        out().flush();
    }

    public OutputStream out() throws IOException {
        return connection.getOutputStream();
    }

    /** Says nothing more, and returns when the other side has had enough. */
    public void hold() throws IOException {
        InputStream in = connection.getInputStream();
        while (in.read() >= 0) {
            // whatever it still says
        }
    }

    /** Ends the connection as a crash would. */
    public void reset() throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
    }
}

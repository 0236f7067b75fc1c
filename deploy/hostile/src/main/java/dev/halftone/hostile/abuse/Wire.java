package dev.halftone.hostile.abuse;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection to the api, on which anything can be written. */
final class Wire implements Closeable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int MOST = 1 << 20;
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked");

    private final Socket socket = new Socket();
    private boolean isCut;

    Wire(int port) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), PATIENCE_MILLIS);
    }

    /** Gives back whether it could be sent: the api may have closed the connection, and said why before. */
    boolean send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException _) {
            isCut = true;
        }
        return !isCut;
    }

    boolean send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What the next request is answered with. */
    Answer answer() {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next != -1; next = in.read()) {
                heard.write(next);
                if (heard.size() > MOST || ((next == '\n' || in.available() == 0) && isWhole(heard))) {
                    break;
                }
            }
        } catch (SocketTimeoutException _) {
            return heard.size() == 0 ? Answer.SILENCE : Answer.of(text(heard));
        } catch (IOException _) {
            // reset: what came before still counts
        }
        return heard.size() == 0 ? Answer.CLOSED : Answer.of(text(heard));
    }

    /** Likewise, but for its body. */
    Answer head() throws IOException {
        StringBuilder heard = new StringBuilder();
        InputStream in = socket.getInputStream();
        for (int next = in.read(); next != -1; next = in.read()) {
            heard.append((char) next);
            if (heard.lastIndexOf(END_OF_HEAD) >= 0) {
                return Answer.of(heard.toString());
            }
        }
        return heard.isEmpty() ? Answer.CLOSED : Answer.of(heard.toString());
    }

    private static boolean isWhole(ByteArrayOutputStream heard) {
        String text = text(heard);
        int head = text.indexOf(END_OF_HEAD);
        if (head < 0) {
            return false;
        }
        String body = text.substring(head + END_OF_HEAD.length());
        Matcher length = LENGTH.matcher(text.substring(0, head));
        if (length.find()) {
            return body.length() >= Integer.parseInt(length.group(1));
        }
        return !CHUNKED.matcher(text.substring(0, head)).find() || body.endsWith("0\r\n\r\n");
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Whether the api closes it in time; what comes until then is thrown away. */
    boolean ends(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            InputStream in = socket.getInputStream();
            while (in.read() != -1) {
                // more
            }
            return true;
        } catch (SocketTimeoutException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

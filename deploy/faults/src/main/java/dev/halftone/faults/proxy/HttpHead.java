package dev.halftone.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The head of a request or reply: all up to and with the empty line. */
record HttpHead(String text) {

    private static final int LONGEST = 64 * 1024;
    private static final String END = "\r\n\r\n";
    private static final Pattern PUTS_OBJECT = Pattern.compile("PUT /[^/ ?]+/[^ ?]", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHUNKED =
            Pattern.compile("\r\nTransfer-Encoding:[^\r]*\\bchunked\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length:\\s*(\\d+)", Pattern.CASE_INSENSITIVE);

    /** Null at the end. */
    static @Nullable HttpHead takeFrom(Flow flow) throws IOException {
        if (!flow.awaitFirst()) {
            return null;
        }
        return new HttpHead(takeThrough(END, flow));
    }

    /** Everything up to and with a mark. */
    static String takeThrough(String mark, Flow flow) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int matched = 0;
        while (matched < mark.length()) {
            byte next = flow.take(1)[0];
            bytes.write(next);
            matched = next == mark.charAt(matched) ? matched + 1 : next == mark.charAt(0) ? 1 : 0;
            if (bytes.size() > LONGEST) {
                throw new ProtocolException("no end of an HTTP head within " + LONGEST + " bytes");
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean putsObject() {
        return PUTS_OBJECT.matcher(text).lookingAt();
    }

    boolean asksForHeadOnly() {
        return text.startsWith("HEAD ");
    }

    /** The status of a reply. */
    int status() {
        return Integer.parseInt(text.substring(text.indexOf(' ') + 1).substring(0, 3));
    }

    boolean isChunked() {
        return CHUNKED.matcher(text).find();
    }

    /** The declared length of the body in bytes, or -1 if none is. */
    long length() {
        Matcher length = LENGTH.matcher(text);
        return length.find() ? Long.parseLong(length.group(1)) : -1;
    }
}

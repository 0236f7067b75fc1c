package dev.halftone.faults.proxy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One message of PostgreSQL's protocol: a type, a length that counts itself, and a body. */
final class PostgresMessage {

    private final char type;
    private final byte[] body;

    private PostgresMessage(char type, byte[] body) {
        this.type = type;
        this.body = body;
    }

    /** Null at the end. */
    static @Nullable PostgresMessage takeFrom(Flow flow) throws IOException {
        int type = flow.take();
        return type < 0 ? null : new PostgresMessage((char) type, takeBody(flow));
    }

    /** The body of a message whose type is known. */
    static byte[] takeBody(Flow flow) throws IOException {
        int length = ByteBuffer.wrap(flow.take(Integer.BYTES)).getInt();
        if (length < Integer.BYTES) {
            throw new ProtocolException("a message of " + length + " bytes");
        }
        return flow.take(length - Integer.BYTES);
    }

    static void giveBody(byte[] body, Flow flow) throws IOException {
        flow.give(ByteBuffer.allocate(Integer.BYTES)
                .putInt(Integer.BYTES + body.length)
                .array());
        flow.give(body);
    }

    char type() {
        return type;
    }

    void giveTo(Flow flow) throws IOException {
        flow.give(new byte[] {(byte) type});
        giveBody(body, flow);
    }

    /** The first of the zero-terminated strings that the body begins with. */
    String first() {
        return string(0);
    }

    /** The one after it. */
    String second() {
        return string(end(0) + 1);
    }

    private String string(int from) {
        return new String(body, from, end(from) - from, StandardCharsets.UTF_8);
    }

    private int end(int from) {
        int end = from;
        while (body[end] != 0) {
            end++;
        }
        return end;
    }
}

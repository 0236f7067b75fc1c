package dev.halftone.faults.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 with connections that are kept alive. */
final class HttpConversation implements Conversation {

    private static final String LINE_END = "\r\n";

    private final Queue<HttpHead> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable HttpRefusal> refusal;

    /** @param refusal what is answered in the server's place, while there is any */
    HttpConversation(AtomicReference<@Nullable HttpRefusal> refusal) {
        this.refusal = refusal;
    }

    @Override
    public void requests(Flow flow, Flow back) throws IOException {
        HttpHead request = HttpHead.takeFrom(flow);
        while (request != null) {
            HttpRefusal refused = refusal.get();
            if (refused != null) {
                flow.reach(Moment.S3_REFUSED);
                back.give(refused.to(request));
                back.flush();
                flow.dropAll();
                return;
            }
            if (request.putsObject()) {
                flow.reach(Moment.S3_PUT_REQUEST);
            }
            unanswered.add(request);
            flow.give(request.bytes());
            if (request.isChunked()) {
                passChunks(flow);
            } else {
                flow.pass(Math.max(0, request.length()));
            }
            request = HttpHead.takeFrom(flow);
        }
    }

    @Override
    public void replies(Flow flow) throws IOException {
        HttpHead reply = HttpHead.takeFrom(flow);
        while (reply != null) {
            if (reply.status() < 200) {
                flow.give(reply.bytes()); // 100 Continue: the reply itself is still to come
            } else {
                passReply(reply, unanswered.poll(), flow);
            }
            reply = HttpHead.takeFrom(flow);
        }
    }

    private static void passReply(HttpHead reply, @Nullable HttpHead request, Flow flow) throws IOException {
        if (request != null && request.putsObject() && reply.status() < 300) {
            flow.reach(Moment.S3_PUT_REPLY);
        }
        flow.give(reply.bytes());
        if (hasNoBody(reply, request)) {
            return;
        }
        if (reply.isChunked()) {
            passChunks(flow);
        } else if (reply.length() >= 0) {
            flow.pass(reply.length());
        } else {
            flow.passAll();
        }
    }

    private static boolean hasNoBody(HttpHead reply, @Nullable HttpHead request) {
        return reply.status() == 204 || reply.status() == 304 || (request != null && request.asksForHeadOnly());
    }

    private static void passChunks(Flow flow) throws IOException {
        long size = passChunkSize(flow);
        while (size > 0) {
            flow.pass(size + LINE_END.length());
            size = passChunkSize(flow);
        }
        while (!passLine(flow).equals(LINE_END)) {} // trailers, and the empty line after them
    }

    private static long passChunkSize(Flow flow) throws IOException {
        String line = passLine(flow);
        return Long.parseLong(line.split("[;\\s]", 2)[0], 16);
    }

    private static String passLine(Flow flow) throws IOException {
        String line = HttpHead.takeThrough(LINE_END, flow);
        flow.give(line.getBytes(StandardCharsets.ISO_8859_1));
        return line;
    }
}

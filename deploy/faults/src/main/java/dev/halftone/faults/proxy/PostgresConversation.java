package dev.halftone.faults.proxy;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * PostgreSQL's protocol, version 3. A client greets without a message type, after asking for encryption if it likes, which is
 * answered by a single byte.
 */
final class PostgresConversation implements Conversation {

    private static final int ASKS_FOR_TLS = 80877103;
    private static final int ASKS_FOR_GSS = 80877104;
    private static final int DECLINED = 'N';

    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<PostgresExchange> exchanges = new ConcurrentLinkedQueue<>();

    PostgresConversation() {
        exchanges.add(new PostgresExchange()); // the greeting: it ends with ReadyForQuery as every other
    }

    @Override
    public void requests(Flow flow, Flow back) throws IOException {
        byte[] greeting = PostgresMessage.takeBody(flow);
        while (asksForEncryption(greeting)) {
            asked.incrementAndGet();
            PostgresMessage.giveBody(greeting, flow);
            greeting = PostgresMessage.takeBody(flow);
        }
        PostgresMessage.giveBody(greeting, flow);
        new PostgresRequests(exchanges).pass(flow);
    }

    private static boolean asksForEncryption(byte[] greeting) {
        int code = ByteBuffer.wrap(greeting).getInt();
        return code == ASKS_FOR_TLS || code == ASKS_FOR_GSS;
    }

    @Override
    public void replies(Flow flow) throws IOException {
        flow.awaitFirst();
        while (asked.getAndUpdate(times -> Math.max(0, times - 1)) > 0) {
            int answer = flow.take();
            if (answer != DECLINED) {
                throw new ProtocolException("encryption would hide what is said");
            }
            flow.give(new byte[] {(byte) answer});
            flow.awaitFirst();
        }
        new PostgresReplies(exchanges).pass(flow);
    }
}

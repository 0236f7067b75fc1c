package dev.halftone.faults.proxy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The server's messages after the greeting. A reply that tells of a moment is gathered up to its ReadyForQuery: an implicit
 * transaction is committed only just before that.
 */
final class PostgresReplies {

    private static final char ERROR = 'E';
    private static final char READY = 'Z';

    private final Queue<PostgresExchange> exchanges;
    private final List<PostgresMessage> gathered = new ArrayList<>();

    PostgresReplies(Queue<PostgresExchange> exchanges) {
        this.exchanges = exchanges;
    }

    void pass(Flow flow) throws IOException {
        PostgresMessage message = PostgresMessage.takeFrom(flow);
        while (message != null) {
            pass(message, flow);
            message = PostgresMessage.takeFrom(flow);
        }
    }

    private void pass(PostgresMessage message, Flow flow) throws IOException {
        gathered.add(message);
        PostgresExchange exchange = exchanges.peek();
        if (message.type() == READY) {
            exchanges.poll();
        } else if (exchange != null && !exchange.replyMoments().isEmpty()) {
            return;
        }
        if (exchange != null && gathered.stream().noneMatch(reply -> reply.type() == ERROR)) {
            for (Moment moment : exchange.replyMoments()) {
                flow.reach(moment);
            }
        }
        for (PostgresMessage reply : gathered) {
            reply.giveTo(flow);
        }
        gathered.clear();
    }
}

package dev.halftone.faults.proxy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A client's messages after its greeting. The text of a statement is sent once, by Parse; Bind and Execute only name it, so the
 * names are kept.
 */
final class PostgresRequests {

    private static final String BEGIN_AN_EXCHANGE = "QPBDECSF";
    private static final String END_AN_EXCHANGE = "QSF";

    private final Map<String, PostgresStatement> statements = new HashMap<>();
    private final Map<String, PostgresStatement> portals = new HashMap<>();
    private final Queue<PostgresExchange> exchanges;
    private @Nullable PostgresExchange current;

    /** @param exchanges where each is added before the server can answer it */
    PostgresRequests(Queue<PostgresExchange> exchanges) {
        this.exchanges = exchanges;
    }

    void pass(Flow flow) throws IOException {
        PostgresMessage message = PostgresMessage.takeFrom(flow);
        while (message != null) {
            if (BEGIN_AN_EXCHANGE.indexOf(message.type()) >= 0) {
                passRequest(message, flow);
            } else {
                message.giveTo(flow);
            }
            message = PostgresMessage.takeFrom(flow);
        }
    }

    private void passRequest(PostgresMessage message, Flow flow) throws IOException {
        PostgresExchange exchange = exchange();
        PostgresStatement executed = executed(message);
        if (executed.request().isPresent()) {
            flow.reach(executed.request().get());
        }
        executed.reply().ifPresent(exchange::awaitReply);
        message.giveTo(flow);
        if (END_AN_EXCHANGE.indexOf(message.type()) >= 0) {
            current = null;
        }
    }

    private PostgresStatement executed(PostgresMessage message) {
        switch (message.type()) {
            case 'P' -> statements.put(message.first(), PostgresStatement.of(message.second()));
            case 'B' -> portals.put(message.first(), known(statements, message.second()));
            case 'E' -> {
                return known(portals, message.first());
            }
            case 'Q' -> {
                return PostgresStatement.of(message.first());
            }
            default -> {}
        }
        return PostgresStatement.OTHER;
    }

    private static PostgresStatement known(Map<String, PostgresStatement> names, String name) {
        return names.getOrDefault(name, PostgresStatement.OTHER);
    }

    private PostgresExchange exchange() {
        PostgresExchange exchange = current;
        if (exchange == null) {
            exchange = new PostgresExchange();
            exchanges.add(exchange);
            current = exchange;
        }
        return exchange;
    }
}

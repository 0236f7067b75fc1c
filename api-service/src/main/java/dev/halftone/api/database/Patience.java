package dev.halftone.api.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcTimeoutException;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** How long an answer of PostgreSQL is waited for, and what happens then. */
public final class Patience {

    private static final String BULK = "halftone.database.bulk";

    /** For what is done with a connection that is given up. */
    public static final Duration LAST = Duration.ofSeconds(2);

    private final Duration usual;
    private final Duration bulk;

    Patience(Duration usual, Duration bulk) {
        this.usual = usual;
        this.bulk = bulk;
    }

    /** To be written around a statement whose work grows with the job. */
    public static Context forBulk(Context context) {
        return context.put(BULK, true);
    }

    /**
     * The answer; errors with {@link R2dbcTimeoutException} once it has taken too long. The connection is closed then: given back,
     * it would make the next one wait behind this statement.
     */
    public <T> Flux<T> limit(Connection connection, Publisher<T> answer) {
        return Flux.deferContextual(context -> Flux.from(answer)
                .takeUntilOther(end(context))
                .onErrorResume(OutOfPatience.class, failure -> close(connection).then(Mono.error(failure))));
    }

    private Mono<Void> end(ContextView context) {
        Duration limit = context.hasKey(BULK) ? bulk : usual;
        return Mono.delay(limit).then(Mono.error(() -> new OutOfPatience(limit)));
    }

    private static Mono<Void> close(Connection connection) {
        return Mono.from(connection.close()).timeout(LAST).onErrorComplete();
    }

    private static final class OutOfPatience extends R2dbcTimeoutException {

        OutOfPatience(Duration limit) {
            super("no answer within " + limit.toMillis() + " ms");
        }
    }
}

package dev.halftone.api.job;

import dev.halftone.api.database.Patience;
import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.quota.Quota;
import dev.halftone.api.quota.Quotas;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.api.trace.Traces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTimeoutException;
import io.r2dbc.spi.Wrapped;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes jobs into PostgreSQL: each whole, or not at all. */
@Component
public final class JobAcceptance {

    private static final Logger LOG = LoggerFactory.getLogger(JobAcceptance.class);

    private final ConnectionFactory connections;
    private final Quotas quotas;
    private final Patience patience;
    private final Traces traces;
    private final Counter accepted;

    JobAcceptance(
            ConnectionFactory connections, Quotas quotas, Patience patience, Traces traces, MeterRegistry meters) {
        this.connections = connections;
        this.quotas = quotas;
        this.patience = patience;
        this.traces = traces;
        this.accepted = ApiMeter.JOBS_ACCEPTED.counter(meters);
    }

    /**
     * Runs the work for the request's tenant in one transaction. It commits, before the work's value is emitted, if the work called
     * {@link Acceptance#accept}; if it did not, failed or was cancelled, nothing is left.
     *
     * <p>Fails with a {@link org.springframework.dao.DataAccessException} where PostgreSQL does, and with a problem if it is lost
     * while it commits.
     */
    public <T> Mono<T> inTransaction(Function<Acceptance, Mono<T>> work) {
        return Tenant.current()
                .flatMap(tenant -> quotas.of(tenant).flatMap(quota -> inTransaction(tenant, quota, work)))
                .onErrorMap(R2dbcTimeoutException.class, JobAcceptance::silent)
                .onErrorMap(R2dbcException.class, JobAcceptance::translate);
    }

    private <T> Mono<T> inTransaction(Tenant tenant, Quota quota, Function<Acceptance, Mono<T>> work) {
        return Mono.usingWhen(
                connections.create(),
                connection -> inTransaction(
                        new Acceptance(unwrap(connection), tenant, quota, patience, traces.parent()), work),
                JobAcceptance::close);
    }

    /** The beginning is a part of what is taken back: one that is cancelled on its way takes effect all the same. */
    private <T> Mono<T> inTransaction(Acceptance acceptance, Function<Acceptance, Mono<T>> work) {
        return Mono.usingWhen(
                Mono.just(acceptance),
                it -> it.begin().then(Mono.defer(() -> work.apply(it))).delayUntil(_ -> end(it)),
                _ -> Mono.empty(),
                (it, _) -> it.takeBack(),
                Acceptance::takeBack);
    }

    private Mono<Void> end(Acceptance acceptance) {
        return acceptance.end().doOnSuccess(_ -> count(acceptance));
    }

    private void count(Acceptance acceptance) {
        if (acceptance.isAccepted()) {
            accepted.increment();
        }
    }

    /** Never fails: what was to be told has been decided. */
    private static Mono<Void> close(Connection connection) {
        return Mono.from(connection.close())
                .doOnError(error -> LOG.debug("a submission's connection is lost", error))
                .onErrorComplete();
    }

    /** The driver's own connection, which knows COPY, out of the pool's. */
    private static PostgresqlConnection unwrap(Connection connection) {
        return switch (connection) {
            case PostgresqlConnection postgresql -> postgresql;
            case Wrapped<?> wrapped when wrapped.unwrap() instanceof Connection inner -> unwrap(inner);
            default -> throw new IllegalStateException("spring.r2dbc.url is not PostgreSQL's: " + connection);
        };
    }

    private static Throwable translate(R2dbcException error) {
        return ConnectionFactoryUtils.convertR2dbcException("accept a job", null, error);
    }

    /** Whatever was waited for, it was taken back: not so sure would be only the commit, which has a problem of its own. */
    private static Throwable silent(Throwable error) {
        return new DataAccessResourceFailureException("accept a job: PostgreSQL does not answer", error);
    }
}

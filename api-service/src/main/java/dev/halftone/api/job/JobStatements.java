package dev.halftone.api.job;

import dev.halftone.analysis.Analyses;
import dev.halftone.api.job.AcceptedJob.Endpoint;
import dev.halftone.api.job.AcceptedJob.KeptKey;
import dev.halftone.api.job.AcceptedJob.RowFault;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.job.JobId;
import dev.halftone.wire.RenditionJson;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.postgresql.api.PostgresqlResult;
import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is written with a job beside its rows. */
final class JobStatements {

    private final PostgresqlConnection connection;
    private final Tenant tenant;
    private final @Nullable String traceParent;

    /** @param traceParent of the request, if it is traced */
    JobStatements(PostgresqlConnection connection, Tenant tenant, @Nullable String traceParent) {
        this.connection = connection;
        this.tenant = tenant;
        this.traceParent = traceParent;
    }

    /** To be subscribed to one after the other. */
    List<Mono<Long>> insert(AcceptedJob job) {
        List<Mono<Long>> inserts = new ArrayList<>();
        inserts.add(insertJob(job));
        if (!job.faults().isEmpty()) {
            inserts.add(insertFaults(job.id(), job.faults()));
        }
        Endpoint endpoint = job.endpoint();
        if (endpoint != null) {
            inserts.add(insertEndpoint(job.id(), endpoint));
        }
        KeptKey key = job.key();
        if (key != null) {
            inserts.add(new KeyStatements(connection, tenant).keep(job.id(), key));
        }
        inserts.add(wakeDispatch());
        return inserts;
    }

    private Mono<Long> insertJob(AcceptedJob job) {
        String sql = """
                INSERT INTO halftone.jobs (
                    id, mode, columns, renditions, rows, images, rejected_rows, tenant, analyses, traceparent, accepted_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, clock_timestamp())
                """;
        return run(connection
                .createStatement(sql)
                .bind("$1", job.id().value())
                .bind("$2", job.strictness().name().toLowerCase(Locale.ROOT))
                .bind("$3", job.columns().toArray(String[]::new))
                .bind("$4", Json.of(RenditionJson.write(job.renditions())))
                .bind("$5", job.rows())
                .bind("$6", job.images())
                .bind("$7", job.rejectedRows())
                .bind("$8", tenant.name())
                .bind("$9", Analyses.names(job.analyses()).toArray(String[]::new))
                .bind("$10", Parameters.in(R2dbcType.VARCHAR, traceParent)));
    }

    private Mono<Long> insertFaults(JobId job, List<RowFault> faults) {
        String sql = """
                INSERT INTO halftone.rejected_rows (job_id, ordinal, line, column_name, pointer, code, message)
                SELECT $1, ordinal, line, column_name, pointer, code, message
                FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[])
                    WITH ORDINALITY AS fault (line, column_name, pointer, code, message, ordinal)
                """;
        return run(connection
                .createStatement(sql)
                .bind("$1", job.value())
                .bind("$2", faults.stream().map(RowFault::line).toArray(Integer[]::new))
                .bind("$3", faults.stream().map(RowFault::column).toArray(String[]::new))
                .bind("$4", faults.stream().map(RowFault::pointer).toArray(String[]::new))
                .bind("$5", faults.stream().map(RowFault::code).toArray(String[]::new))
                .bind("$6", faults.stream().map(RowFault::message).toArray(String[]::new)));
    }

    private Mono<Long> insertEndpoint(JobId job, Endpoint endpoint) {
        return run(connection
                .createStatement("INSERT INTO halftone.endpoints (job_id, url, secret, tenant) VALUES ($1, $2, $3, $4)")
                .bind("$1", job.value())
                .bind("$2", endpoint.url())
                .bind("$3", endpoint.secret().text())
                .bind("$4", tenant.name()));
    }

    /** Makes the job refer to the uploads that its rows name; false if one of them is gone. */
    Mono<Boolean> keepUploads(JobId job) {
        return connection
                .createStatement("SELECT halftone.keep_uploads($1)")
                .bind("$1", job.value())
                .execute()
                .concatMap(result -> result.map(line -> Objects.requireNonNull(line.get(0, Boolean.class))))
                .single();
    }

    /** Heard when the transaction commits. */
    private Mono<Long> wakeDispatch() {
        return run(connection.createStatement("NOTIFY halftone_dispatch"));
    }

    private static Mono<Long> run(Statement statement) {
        return Flux.from(statement.execute())
                .cast(PostgresqlResult.class)
                .concatMap(PostgresqlResult::getRowsUpdated)
                .reduce(0L, Long::sum);
    }
}

package dev.halftone.api.monitoring;

import dev.halftone.api.tenant.Tenant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The tenant's images, counted by the statements that recorded how they ended. */
@Component
class Throughput {

    private static final String BY_INTERVAL = """
            SELECT date_bin(:seconds * interval '1 second', minute, :from) AS begins,
                   status, reason, process_time::int AS process_time,
                   sum(images)::bigint AS images, sum(bytes_in)::bigint AS bytes_in, sum(bytes_out)::bigint AS bytes_out
            FROM halftone.throughput
            WHERE tenant = :tenant AND minute >= :from AND minute < :to
            GROUP BY begins, status, reason, process_time
            """;

    private final DatabaseClient database;

    Throughput(DatabaseClient database) {
        this.database = database;
    }

    /** In no order. */
    Flux<Counted> in(Span span) {
        return Tenant.current()
                .flatMapMany(tenant -> database.sql(BY_INTERVAL)
                        .bind("tenant", tenant.name())
                        .bind("seconds", span.interval().toSeconds())
                        .bind("from", OffsetDateTime.ofInstant(span.from(), ZoneOffset.UTC))
                        .bind("to", OffsetDateTime.ofInstant(span.to(), ZoneOffset.UTC))
                        .map(Counted::read)
                        .all());
    }
}

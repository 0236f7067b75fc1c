package dev.halftone.api.job.delivery;

import dev.halftone.api.job.Columns;
import dev.halftone.api.job.delivery.DeliveryView.AttemptView;
import dev.halftone.job.JobId;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The deliveries of a job. */
@Component
class Deliveries {

    private static final TypeReference<List<AttemptView>> ATTEMPTS = new TypeReference<>() {};

    private static final String OF_JOB = """
            SELECT delivery.id, event_type, url, state, delivery.created_at, finished_at,
                   CASE WHEN state = 'pending' THEN next_attempt_at END AS next_attempt_at,
                   coalesce((SELECT json_agg(json_build_object(
                                        'number', number, 'attemptedAt', attempted_at, 'httpStatus', http_status,
                                        'error', error, 'durationMs', duration_ms) ORDER BY number)
                             FROM halftone.attempts WHERE delivery_id = delivery.id), '[]')::text AS tried
            FROM halftone.deliveries AS delivery
            JOIN halftone.endpoints AS endpoint ON endpoint.id = endpoint_id
            WHERE delivery.job_id = :job
            ORDER BY delivery.created_at, delivery.id
            """;

    private final DatabaseClient database;

    Deliveries(DatabaseClient database) {
        this.database = database;
    }

    /** Oldest first. */
    Flux<DeliveryView> of(JobId job) {
        return database.sql(OF_JOB)
                .bind("job", job.value())
                .map(Deliveries::read)
                .all();
    }

    private static DeliveryView read(Readable line) {
        Columns columns = new Columns(line);
        UUID id = columns.get("id", UUID.class);
        return new DeliveryView(
                id,
                "msg_" + id,
                columns.text("event_type"),
                columns.text("url"),
                columns.text("state"),
                columns.instant("created_at"),
                columns.instantOrNull("next_attempt_at"),
                columns.instantOrNull("finished_at"),
                JsonMapper.shared().readValue(columns.text("tried"), ATTEMPTS));
    }
}

package dev.halftone.api.job.image;

import dev.halftone.api.job.Columns;
import dev.halftone.api.tenant.Tenant;
import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The tenant's images by their ids. */
@Component
public class Originals {

    private static final int AT_ONCE = 1000;

    private static final String FIND = """
            SELECT asked.job_id, number, asked.position, serial_number, product_name, sources[asked.position + 1] AS source
            FROM unnest(:jobs::uuid[], :rows::int[], :positions::int[]) AS asked (job_id, row_number, position)
            JOIN halftone.jobs ON jobs.id = asked.job_id AND tenant = :tenant
            JOIN halftone.rows ON rows.job_id = asked.job_id AND number = asked.row_number
            WHERE sources[asked.position + 1] IS NOT NULL
            """;

    private final DatabaseClient database;

    Originals(DatabaseClient database) {
        this.database = database;
    }

    /** Those of the ids that there are, in any order. */
    public Flux<Original> of(Collection<ImageId> ids) {
        return Tenant.current()
                .flatMapMany(tenant -> Flux.fromIterable(ids).buffer(AT_ONCE).concatMap(some -> of(tenant, some)));
    }

    private Flux<Original> of(Tenant tenant, List<ImageId> ids) {
        return database.sql(FIND)
                .bind("jobs", ids.stream().map(id -> id.job().value()).toArray(UUID[]::new))
                .bind("rows", ids.stream().map(ImageId::row).toArray(Integer[]::new))
                .bind("positions", ids.stream().map(ImageId::position).toArray(Integer[]::new))
                .bind("tenant", tenant.name())
                .map(Originals::read)
                .all();
    }

    private static Original read(Readable line) {
        Columns columns = new Columns(line);
        return new Original(
                new ImageId(
                        new JobId(columns.get("job_id", UUID.class)),
                        columns.number("number"),
                        columns.number("position")),
                columns.text("serial_number"),
                columns.text("product_name"),
                columns.text("source"));
    }
}

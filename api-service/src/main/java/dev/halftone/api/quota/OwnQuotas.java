package dev.halftone.api.quota;

import dev.halftone.api.tenant.Tenant;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The quotas that tenants have of their own, in PostgreSQL. */
@Component
class OwnQuotas {

    private static final String FIND = """
            SELECT running_jobs, pending_images, requests_per_minute FROM halftone.quotas WHERE tenant = :tenant
            """;

    private static final String CHANGE = """
            INSERT INTO halftone.quotas (tenant, running_jobs, pending_images, requests_per_minute)
            VALUES (:tenant, :jobs, :images, :requests)
            ON CONFLICT (tenant) DO UPDATE
            SET running_jobs = excluded.running_jobs, pending_images = excluded.pending_images,
                requests_per_minute = excluded.requests_per_minute
            """;

    private final DatabaseClient database;

    OwnQuotas(DatabaseClient database) {
        this.database = database;
    }

    Mono<OwnQuota> of(Tenant tenant) {
        return database.sql(FIND)
                .bind("tenant", tenant.name())
                .map(OwnQuotas::read)
                .one();
    }

    private static OwnQuota read(Readable line) {
        return new OwnQuota(
                line.get("running_jobs", Integer.class),
                line.get("pending_images", Integer.class),
                line.get("requests_per_minute", Integer.class));
    }

    Mono<Void> change(Tenant tenant, OwnQuota quota) {
        return database.sql(CHANGE)
                .bind("tenant", tenant.name())
                .bind("jobs", Parameters.in(R2dbcType.INTEGER, quota.runningJobs()))
                .bind("images", Parameters.in(R2dbcType.INTEGER, quota.pendingImages()))
                .bind("requests", Parameters.in(R2dbcType.INTEGER, quota.requestsPerMinute()))
                .then();
    }
}

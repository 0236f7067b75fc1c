package dev.halftone.api.schema;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the schema is migrated.
 *
 * @param jdbcUrl where PostgreSQL is for the migration; empty: derived from {@code spring.r2dbc}
 * @param patience how long a start waits for PostgreSQL before it gives up
 */
@ConfigurationProperties("halftone.schema")
record SchemaSettings(
        @DefaultValue("") String jdbcUrl,
        @DefaultValue("10m") Duration patience) {

    SchemaSettings {
        if (patience.isNegative()) {
            throw new IllegalArgumentException("halftone.schema.patience is negative");
        }
    }
}

package dev.halftone.api.database;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long PostgreSQL is waited for.
 *
 * @param patience for the end of one statement, its rows included; whoever waits for a connection first waits for
 *     {@code spring.r2dbc.pool.max-acquire-time} besides
 * @param bulkPatience for the end of a statement that writes a line for each image of a job, however many it has
 */
@ConfigurationProperties("halftone.database")
record DatabaseSettings(
        @DefaultValue("20s") Duration patience,
        @DefaultValue("10m") Duration bulkPatience) {

    DatabaseSettings {
        if (!patience.isPositive() || bulkPatience.compareTo(patience) < 0) {
            throw new IllegalArgumentException(
                    "halftone.database: patience is longer than zero, and bulk-patience no shorter than it");
        }
    }
}

package dev.halftone.api.submission;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How manifests are taken. Each that is read holds a thread and a database connection while its bytes arrive. Of a form, nothing
 * is kept on disk, and in memory one field and one part's headers at a time.
 *
 * @param concurrency at once; to stay below the size of the connection pool
 * @param concurrencyPerTenant of one tenant's at once, so that slow ones leave turns to others
 * @param maxWaiting how many more may wait for their turn, of one tenant and of all
 * @param maxWait how long, first for a turn among the tenant's own and then among all
 * @param maxParts of a form
 * @param maxPartHeaders in bytes, all headers of one part together
 * @param maxField in bytes: a field of a form, which is not its file
 * @param idempotencyRetention how long a submission sent again with its {@code Idempotency-Key} makes no second job
 */
@ConfigurationProperties("halftone.submission")
record SubmissionSettings(
        @DefaultValue("8") int concurrency,
        @DefaultValue("4") int concurrencyPerTenant,
        @DefaultValue("1000") int maxWaiting,
        @DefaultValue("20s") Duration maxWait,
        @DefaultValue("16") int maxParts,
        @DefaultValue("8KB") DataSize maxPartHeaders,
        @DefaultValue("64KB") DataSize maxField,
        @DefaultValue("24h") Duration idempotencyRetention) {

    private static final DataSize MOST_IN_MEMORY = DataSize.ofMegabytes(16);

    SubmissionSettings {
        if (concurrency < 1
                || concurrencyPerTenant < 1
                || maxWaiting < 0
                || maxWait.isNegative()
                || !idempotencyRetention.isPositive()) {
            throw new IllegalArgumentException(
                    "halftone.submission: concurrency and concurrency-per-tenant are at least 1, max-waiting and max-wait are not negative, idempotency-retention is above 0");
        }
        if (maxParts < 1 || !isInMemory(maxPartHeaders) || !isInMemory(maxField)) {
            throw new IllegalArgumentException(
                    "halftone.submission: max-parts is at least 1, max-part-headers and max-field are from 1 byte to 16 MB");
        }
    }

    private static boolean isInMemory(DataSize size) {
        return size.toBytes() >= 1 && size.compareTo(MOST_IN_MEMORY) <= 0;
    }
}

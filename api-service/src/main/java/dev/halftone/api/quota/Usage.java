package dev.halftone.api.quota;

import io.r2dbc.spi.Readable;
import java.util.Objects;

/**
 * What a tenant has at a moment.
 *
 * @param runningJobs jobs that have not ended
 * @param pendingImages images of those that have not ended
 */
public record Usage(int runningJobs, long pendingImages) {

    /**
     * The usage of the tenant {@code $1}, counted while nobody else may accept a job of it: what the transaction itself has
     * inserted counts, and the tenant is locked until its end.
     */
    public static final String LOCKED = "SELECT running_jobs, pending_images FROM halftone.locked_usage($1)";

    public static Usage read(Readable line) {
        return new Usage(
                Objects.requireNonNull(line.get("running_jobs", Integer.class)),
                Objects.requireNonNull(line.get("pending_images", Long.class)));
    }
}

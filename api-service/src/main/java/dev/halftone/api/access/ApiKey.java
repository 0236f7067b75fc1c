package dev.halftone.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.tenant.Tenant;
import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key, as it is kept. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "A key, without its secret.")
record ApiKey(
        @Schema(example = "5f0c8a54-6df0-4b3e-9a0b-7d0a3f6c1e11")
        UUID id,

        @Schema(description = "Whose jobs it opens.", example = "shop")
        String tenant,

        @Schema(description = "What it is for.", example = "nightly import")
        String name,

        @Schema(description = "How the secret begins.", example = "ht_Xy12")
        String hint,

        Instant createdAt,

        @Schema(description = "When it was last used, to the hour; absent if it never was.") @Nullable
        Instant lastUsedAt,

        @Schema(description = "When it stops working; absent if it does not.") @Nullable
        Instant expiresAt,

        @Nullable Instant revokedAt,

        @Schema(description = "The key that was made in its stead.") @Nullable
        UUID replacedBy) {

    static final String COLUMNS =
            "id, tenant, name, hint, created_at, last_used_at, expires_at, revoked_at, replaced_by";

    static ApiKey read(Readable line) {
        return new ApiKey(
                Objects.requireNonNull(line.get("id", UUID.class)),
                Objects.requireNonNull(line.get("tenant", String.class)),
                Objects.requireNonNull(line.get("name", String.class)),
                Objects.requireNonNull(line.get("hint", String.class)),
                Objects.requireNonNull(time(line, "created_at")),
                time(line, "last_used_at"),
                time(line, "expires_at"),
                time(line, "revoked_at"),
                line.get("replaced_by", UUID.class));
    }

    private static @Nullable Instant time(Readable line, String column) {
        OffsetDateTime time = line.get(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    Tenant owner() {
        return new Tenant(tenant);
    }

    boolean hasExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}

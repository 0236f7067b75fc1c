package dev.halftone.api.access;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key that is asked for. */
@Schema(name = "NewKey", description = "A key that is asked for.")
record NewKey(
        @Schema(description = "Whose jobs it opens. A tenant exists once something of it does.", example = "shop")
        @Nullable
        String tenant,

        @Schema(description = "What it is for.", example = "nightly import") @Nullable
        String name,

        @Schema(description = "When it stops working; left out, it does not.", example = "2027-12-31T23:59:59Z")
        @Nullable
        Instant expiresAt) {}

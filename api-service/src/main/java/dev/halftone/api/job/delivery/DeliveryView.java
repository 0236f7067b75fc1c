package dev.halftone.api.job.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A delivery as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Delivery", description = "The duty to tell one endpoint of one event.")
record DeliveryView(
        @Schema(description = "Identifies the delivery.", example = "6f9619ff-8b86-4011-b42d-00c04fc964ff")
        UUID id,

        @Schema(
                description = "The webhook-id header of every attempt.",
                example = "msg_6f9619ff-8b86-4011-b42d-00c04fc964ff")
        String webhookId,

        @Schema(description = "What is told.", example = "job.completed")
        String eventType,

        @Schema(description = "Where it is told.", example = "https://example.com/hooks/halftone")
        String url,

        @Schema(
                description = "Whether it is still being tried.",
                allowableValues = {"pending", "succeeded", "failed"},
                example = "succeeded")
        String status,

        @Schema(description = "When it became due.", example = "2026-01-31T12:05:00Z")
        Instant createdAt,

        @Schema(description = "When it is tried next; absent unless pending.", example = "2026-01-31T12:05:05Z")
        @Nullable
        Instant nextAttemptAt,

        @Schema(description = "When it ended; absent before.", example = "2026-01-31T12:05:01Z") @Nullable
        Instant finishedAt,

        @Schema(description = "Every attempt so far, in order.")
        List<AttemptView> attempts) {

    DeliveryView {
        attempts = List.copyOf(attempts);
    }

    /** One POST. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Attempt", description = "One POST.")
    record AttemptView(
            @Schema(description = "From 1.", example = "1") int number,

            @Schema(description = "When it was made.", example = "2026-01-31T12:05:00Z")
            Instant attemptedAt,

            @Schema(description = "What the endpoint answered; absent if nothing.", example = "200") @Nullable
            Integer httpStatus,

            @Schema(description = "Why no answer came; absent if one did.", example = "timeout") @Nullable
            String error,

            @Schema(description = "How long it took, in milliseconds.", example = "85")
            int durationMs) {}
}

package dev.halftone.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What every error is answered with, after RFC 9457. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(name = "Problem", description = "What every error is answered with, after RFC 9457.")
public record ProblemBody(
        @Schema(
                description = "Names the kind of problem; answers with its explanation.",
                example = "/problems/rejected-rows")
        String type,

        @Schema(description = "The kind of problem, for people.", example = "The manifest was rejected")
        String title,

        @Schema(description = "The HTTP status.", example = "422")
        int status,

        @Schema(
                description = "What is wrong with this very request.",
                example = "1 row of the manifest was rejected, and nothing was stored.")
        String detail,

        @Schema(description = "The path that was asked for.", example = "/v1/jobs")
        String instance,

        @Schema(description = "How many rows of the manifest were rejected.", example = "1") @Nullable
        Integer rejectedRows,

        @Schema(description = "The first 100 faults of the manifest, or where in a pipeline the fault lies.")
        List<ProblemError> errors,

        @Schema(
                description = "Of a fault of the service: what it was logged under.",
                example = "5f0c8a54-6df0-4b3e-9a0b-7d0a3f6c1e11")
        @Nullable
        String errorId) {}

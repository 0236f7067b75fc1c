package dev.halftone.api.job.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.image.ImageId;
import dev.halftone.outcome.FailureReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An image as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Image", description = "One image of a job, and how it ended.")
public record ImageView(
        @Schema(
                description = "What it is called in other calls: the request id of its job, its row and its position.",
                type = "string",
                example = "0199d3a1-7c00-7000-8000-000000000001-7-0")
        ImageId id,

        @Schema(description = "The line of the manifest that its row begins in, from 1.", example = "8")
        int line,

        @Schema(description = "The row's number, from 1.", example = "7")
        int row,

        @Schema(description = "The row's serial number, as the manifest has it.", example = "SN-7")
        String serialNumber,

        @Schema(description = "The image's place in its row, from 0.", example = "0")
        int position,

        @Schema(description = "Where it is fetched.", example = "https://img.example.com/7.jpg")
        String url,

        @Schema(description = "How it ended, or that it has not.", example = "succeeded")
        ImageStatus status,

        @Schema(description = "Why it failed; present if it did.") @Nullable
        FailureReason reason,

        @Schema(description = "What its host answered, where that is the reason.", example = "404") @Nullable
        Integer httpStatus,

        @Schema(
                description = "What happened and what to do; present if it failed.",
                example = "The host answered with an error status. Check that the URL answers with the image.")
        @Nullable
        String message,

        @Schema(description = "Whether the same image may succeed at another time; present if it failed.") @Nullable
        Boolean retryable,

        @Schema(description = "How often its host was asked; present once it has ended.", example = "1") @Nullable
        Integer attempts,

        @Schema(description = "What was fetched; present if it succeeded.") @Nullable
        SourceView source,

        @Schema(description = "What is stored; empty unless it succeeded.")
        List<FileView> renditions,

        @Schema(description = "What was found out about it; absent if nothing was asked for.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Object> analyses,

        @Schema(description = "How long it took; present once it has ended.") @Nullable
        TimingsView timings,

        @Schema(description = "When it ended; absent before.", example = "2026-01-31T12:00:02Z") @Nullable
        Instant endedAt) {

    public ImageView {
        renditions = List.copyOf(renditions);
    }

    /** What was fetched. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Source", description = "What was fetched.")
    public record SourceView(
            @Schema(
                    description = "The MD5 of its bytes; absent if it was fetched last before MD5s were kept.",
                    example = "9e107d9d372bb6826bd81d3542a419d6")
            @Nullable
            String md5,

            @Schema(
                    description = "The SHA-256 of its bytes.",
                    example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
            String sha256,

            @Schema(description = "How many bytes.", example = "204800") @Nullable
            Long bytes,

            @Schema(description = "The format of the file, whatever its URL says.", example = "jpeg") @Nullable
            String format,

            @Schema(description = "Pixels across, as it is meant to be seen.", example = "1600") @Nullable
            Integer width,

            @Schema(description = "Pixels down, of one frame.", example = "1200") @Nullable
            Integer height,

            @Schema(description = "Frames of an animation.", example = "1") @Nullable
            Integer frames) {}

    /** A stored rendition. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "StoredRendition", description = "A stored rendition.")
    public record FileView(
            @Schema(description = "The rendition's name.", example = "compressed")
            String name,

            @Schema(
                    description = "The fingerprint of the pipeline that made it, the same in every job.",
                    example = "97933900729d9382")
            String pipeline,

            @Schema(
                    description = "Where it can be read.",
                    example = "https://cdn.example.com/renditions/9f/9f86…/97933900729d9382.jpg")
            String url,

            @Schema(description = "Its format.", example = "jpeg")
            String format,

            @Schema(description = "How many bytes.", example = "98304")
            long bytes,

            @Schema(description = "Pixels across.", example = "1600")
            int width,

            @Schema(description = "Pixels down.", example = "1200")
            int height,

            @Schema(description = "The encoder's quality number, where the format has one.", example = "71") @Nullable
            Integer quality,

            @Schema(
                    description = "How compressing to a ratio ended, where that was asked for.",
                    allowableValues = {"target_met", "quality_floor", "already_small"},
                    example = "target_met")
            @Nullable
            String ending) {}

    /** How long each step took. */
    @Schema(name = "Timings", description = "How long each step took.")
    public record TimingsView(
            @Schema(description = "Milliseconds.", example = "120")
            int fetchMs,

            @Schema(description = "Milliseconds.", example = "25")
            int processMs,

            @Schema(description = "Milliseconds.", example = "10")
            int storeMs) {}
}

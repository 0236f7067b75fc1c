package dev.halftone.api.job.image;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.job.image.ImageView.FileView;
import dev.halftone.api.job.image.ImageView.SourceView;
import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import dev.halftone.outcome.FailureReason;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An image by itself, as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "ImageFacts", description = "What an image is, where it came from, and what is stored of it.")
record ImageFacts(
        @Schema(
                description = "The image that was asked for, or the latest that has the bytes that were asked for.",
                type = "string",
                example = "0199d3a1-7c00-7000-8000-000000000001-7-0")
        ImageId id,

        @Schema(description = "How it ended, or that it has not.", example = "succeeded")
        ImageStatus status,

        @Schema(description = "Why it failed; present if it did.") @Nullable
        FailureReason reason,

        @Schema(description = "What its host answered, where that is the reason.", example = "404") @Nullable
        Integer httpStatus,

        @Schema(description = "What happened and what to do; present if it failed.") @Nullable
        String message,

        @Schema(description = "What was fetched; present if it succeeded.") @Nullable
        SourceView facts,

        @Schema(description = "Where the same bytes came from, latest first: of very many, the latest 100.")
        List<SourceOf> sources,

        @Schema(
                description =
                        "What is stored, by the names that the jobs of these sources have for it. Of two of one name, the first is read by it.")
        List<FileView> renditions,

        @Schema(
                description =
                        "What was found out about its bytes by the analyses that the jobs of these sources asked for.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Map<String, Object> analyses) {

    ImageFacts {
        sources = List.copyOf(sources);
        renditions = List.copyOf(renditions);
    }

    static ImageFacts of(
            ImageLine image, List<SourceOf> sources, List<FileView> renditions, Map<String, Object> analyses) {
        FailureReason reason = image.reason();
        return new ImageFacts(
                image.id(),
                image.status(),
                reason,
                image.httpStatus(),
                reason == null ? null : reason.message(),
                image.source(),
                sources,
                renditions,
                analyses);
    }

    /** Where an image came from. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImageSource", description = "Where an image came from.")
    record SourceOf(
            @Schema(
                    description = "The image that came from there.",
                    type = "string",
                    example = "0199d3a1-7c00-7000-8000-000000000001-7-0")
            ImageId id,

            @Schema(
                    description = "Its job.",
                    type = "string",
                    format = "uuid",
                    example = "0199d3a1-7c00-7000-8000-000000000001")
            JobId requestId,

            @Schema(description = "Where it was fetched.", example = "https://img.example.com/7.jpg")
            String url,

            @Schema(description = "Its row's serial number, as the manifest has it.", example = "SN-7")
            String serialNumber,

            @Schema(description = "Its row's product name, as the manifest has it.", example = "Lamp")
            String productName,

            @Schema(description = "When it ended; absent before.", example = "2026-01-31T12:00:02Z") @Nullable
            Instant endedAt) {

        static SourceOf of(KnownImage.Copy copy) {
            ImageLine image = copy.image();
            return new SourceOf(
                    image.id(),
                    image.id().job(),
                    image.url(),
                    image.serialNumber(),
                    copy.productName(),
                    image.endedAt());
        }
    }
}

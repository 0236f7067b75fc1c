package dev.halftone.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One of several faults behind a problem.
 *
 * @param line of the manifest, from 1, where it lies in a line
 * @param column the column's name as the manifest's header writes it, where it lies in a cell
 * @param pointer a JSON Pointer (RFC 6901) into the part or body of JSON in which it lies, where it lies in one
 * @param code what is wrong, from a closed list
 * @param message what is wrong and how to mend it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "One of several faults behind a problem.")
public record ProblemError(
        @Schema(description = "The line of the manifest, from 1.", example = "7") @Nullable
        Integer line,

        @Schema(description = "The column, as the manifest's header writes it.", example = "Input Image Urls") @Nullable
        String column,

        @Schema(description = "Where in a part or body of JSON, as a JSON Pointer (RFC 6901).", example = "/1/ratio")
        @Nullable
        String pointer,

        @Schema(description = "What is wrong, from a closed list.", example = "invalid_url")
        String code,

        @Schema(
                description = "What is wrong and how to mend it.",
                example = "'htp://example.com/a.jpg' is no absolute http or https URL")
        String message) {

    /** In a manifest of lines and columns. */
    public ProblemError(@Nullable Integer line, @Nullable String column, String code, String message) {
        this(line, column, null, code, message);
    }

    /** @param pointer into JSON */
    public static ProblemError at(String pointer, String code, String message) {
        return new ProblemError(null, null, pointer, code, message);
    }
}

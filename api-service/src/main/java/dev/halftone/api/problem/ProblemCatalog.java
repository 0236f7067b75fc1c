package dev.halftone.api.problem;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Arrays;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Explains each kind of problem at the URI that names it. */
@RestController
@Tag(name = "Problems", description = "What each kind of error means.")
final class ProblemCatalog {

    /** A kind of problem, explained. */
    @Schema(name = "ProblemType", description = "A kind of problem, explained.")
    record Entry(
            @Schema(description = "The URI that names it.", example = "/problems/rejected-rows")
            String type,

            @Schema(description = "The kind of problem, for people.", example = "The manifest was rejected")
            String title,

            @Schema(description = "The HTTP status it is answered with.", example = "422")
            int status,

            @Schema(
                    description = "What it means and what to do.",
                    example = "Rows of the manifest failed validation and nothing was stored.")
            String explanation) {

        static Entry of(Problem problem) {
            return new Entry(
                    problem.type().toString(), problem.title(), problem.status().value(), problem.explanation());
        }
    }

    @GetMapping("/problems")
    @Operation(summary = "Every kind of problem", operationId = "listProblems")
    List<Entry> list() {
        return Arrays.stream(Problem.values()).map(Entry::of).toList();
    }

    @GetMapping("/problems/{name}")
    @Operation(summary = "One kind of problem", operationId = "explainProblem")
    @ApiResponse(responseCode = "200", description = "What it means and what to do.")
    Entry explain(
            @Parameter(description = "The last segment of the problem's type.", example = "rejected-rows") @PathVariable
                    String name) {
        return Problem.named(name)
                .map(Entry::of)
                .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "No problem is called '" + name + "'."));
    }
}

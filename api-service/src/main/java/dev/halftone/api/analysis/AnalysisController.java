package dev.halftone.api.analysis;

import dev.halftone.analysis.Analyses;
import dev.halftone.analysis.Analysis;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operations")
class AnalysisController {

    private static final List<AnalysisView> ALL =
            Analyses.ALL.stream().map(AnalysisView::of).toList();

    /** An analysis, as it is declared. */
    @Schema(name = "AnalysisDeclaration", description = "An analysis that a job can ask for.")
    record AnalysisView(
            @Schema(description = "What it is asked for by, and what its result is called.", example = "blurhash")
            String name,

            @Schema(description = "What it says of an image.")
            String description,

            @Schema(
                    description = "What each result looks like, as a JSON Schema (2020-12).",
                    type = "object",
                    implementation = Object.class)
            Map<String, Object> schema) {

        static AnalysisView of(Analysis analysis) {
            return new AnalysisView(analysis.name(), analysis.description(), analysis.schema());
        }
    }

    @GetMapping(value = "/v1/analyses", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Every analysis that a job can ask for",
            operationId = "listAnalyses",
            description =
                    "Facts about each image, found out once for its bytes: asked for as `analyses` of a submission, shown with the image.")
    @ApiResponse(responseCode = "200", description = "Name, what it says, and a JSON Schema of its results.")
    List<AnalysisView> list() {
        return ALL;
    }
}

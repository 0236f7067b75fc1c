package dev.halftone.api.operation;

import dev.halftone.image.OperationType;
import dev.halftone.image.Operations;
import dev.halftone.image.parameter.Parameter;
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
class OperationController {

    private static final List<OperationView> ALL =
            Operations.ALL.stream().map(OperationView::of).toList();

    /** An operation, as it is declared. */
    @Schema(name = "OperationDeclaration", description = "An operation that a pipeline can have.")
    record OperationView(
            @Schema(description = "What a step names it by, as its `operation`.", example = "resize")
            String name,

            @Schema(example = "Changes the dimensions; enlarges only if asked.")
            String description,

            List<ParameterView> parameters,

            @Schema(
                    description = "What a step with it looks like, as a JSON Schema (2020-12).",
                    type = "object",
                    implementation = Object.class)
            Map<String, Object> schema) {

        static OperationView of(OperationType type) {
            return new OperationView(
                    type.name(),
                    type.description(),
                    type.parameters().stream().map(ParameterView::of).toList(),
                    type.schema());
        }
    }

    /** What an operation takes. */
    @Schema(name = "OperationParameter", description = "What an operation takes.")
    record ParameterView(
            @Schema(example = "width") String name,

            @Schema(example = "in pixels; follows from the height if absent")
            String description,

            @Schema(description = "Whether it must be given.")
            boolean required,

            @Schema(description = "What is allowed, for people.", example = "a whole number from 1 to 16384")
            String allowed,

            @Schema(
                    description = "Type, range, allowed values and default, as a JSON Schema (2020-12).",
                    type = "object",
                    implementation = Object.class)
            Map<String, Object> schema) {

        static ParameterView of(Parameter<?> parameter) {
            return new ParameterView(
                    parameter.name(),
                    parameter.description(),
                    parameter.isRequired(),
                    parameter.type().allowed(),
                    parameter.schema());
        }
    }

    @GetMapping(value = "/v1/operations", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Every operation that a pipeline can have",
            operationId = "listOperations",
            description =
                    "They run in the order of the pipeline. A submission is checked against these very declarations.")
    @ApiResponse(responseCode = "200", description = "Name, effect, parameters, and a JSON Schema of each.")
    List<OperationView> list() {
        return ALL;
    }
}

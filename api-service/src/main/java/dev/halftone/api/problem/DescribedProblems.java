package dev.halftone.api.problem;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says in the API's description what the body of every error is, so that no operation has to. */
@Component
class DescribedProblems implements GlobalOpenApiCustomizer {

    private static final String PROBLEM_JSON = org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE;

    @Override
    public void customise(OpenAPI description) {
        ModelConverters.getInstance(true).readAll(ProblemBody.class).forEach(description.getComponents()::addSchemas);
        description.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(DescribedProblems::describe);
    }

    private static void describe(Operation operation) {
        operation.getResponses().forEach((status, answer) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                describe(answer);
            }
        });
    }

    /** The examples that the operation gives are kept. */
    private static void describe(ApiResponse answer) {
        MediaType body = answer.getContent() == null
                ? new MediaType()
                : answer.getContent().values().stream().findFirst().orElseGet(MediaType::new);
        body.setSchema(new Schema<>().$ref("Problem"));
        answer.setContent(new Content().addMediaType(PROBLEM_JSON, body));
    }
}

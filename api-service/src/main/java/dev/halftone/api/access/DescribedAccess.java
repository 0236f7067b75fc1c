package dev.halftone.api.access;

import dev.halftone.api.problem.Problem;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says in the API's description which calls need a key, and what they are answered without. */
@Component
class DescribedAccess implements GlobalOpenApiCustomizer {

    private static final String SCHEME = "key";
    private static final String DATA = "/v1/";

    @Override
    public void customise(OpenAPI description) {
        description
                .getComponents()
                .addSecuritySchemes(
                        SCHEME,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description(
                                        "A key (`ht_…`) or a token of the identity provider. Not asked for on loopback"
                                                + " where no keys are configured."));
        description.getPaths().entrySet().stream()
                .filter(path -> path.getKey().startsWith(DATA))
                .flatMap(path -> path.getValue().readOperations().stream())
                .forEach(DescribedAccess::describe);
    }

    private static void describe(Operation operation) {
        operation.addSecurityItem(new SecurityRequirement().addList(SCHEME));
        operation
                .getResponses()
                .addApiResponse(
                        "401", answer(Problem.UNAUTHENTICATED, "No valid key was sent.", "The request has no key."))
                .addApiResponse(
                        "403", answer(Problem.FORBIDDEN, "The key does not open this.", "The admin key reads no jobs."))
                .addApiResponse(
                        "429",
                        answer(
                                        Problem.QUOTA_EXCEEDED,
                                        "The tenant's quota is used up; `RateLimit` says which.",
                                        "100 jobs are running, and no more may at once.")
                                .addHeaderObject(
                                        "Retry-After",
                                        new Header()
                                                .description("Seconds to wait before the request is sent again.")
                                                .schema(new IntegerSchema())));
    }

    private static ApiResponse answer(Problem problem, String description, String detail) {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", problem.type().toString());
        example.put("title", problem.title());
        example.put("status", problem.status().value());
        example.put("detail", detail);
        example.put("instance", "/v1/jobs");
        MediaType body = new MediaType()
                .schema(new Schema<>().$ref("#/components/schemas/Problem"))
                .addExamples(problem.slug(), new Example().value(example));
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", body));
    }
}

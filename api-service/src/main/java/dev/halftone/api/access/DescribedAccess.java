package dev.halftone.api.access;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
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
                .addApiResponse("401", problem("No valid key was sent."))
                .addApiResponse("403", problem("The key does not open this."))
                .addApiResponse(
                        "429",
                        problem("The tenant's quota is used up; `RateLimit` says which.")
                                .addHeaderObject(
                                        "Retry-After",
                                        new Header()
                                                .description("Seconds to wait before the request is sent again.")
                                                .schema(new IntegerSchema())));
    }

    private static ApiResponse problem(String description) {
        Schema<?> schema = new Schema<>().$ref("#/components/schemas/Problem");
        return new ApiResponse()
                .description(description)
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
    }
}

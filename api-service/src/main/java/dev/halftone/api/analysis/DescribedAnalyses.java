package dev.halftone.api.analysis;

import static java.util.Objects.requireNonNull;

import dev.halftone.analysis.Analyses;
import dev.halftone.analysis.Analysis;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Puts the declared analyses into the API's description: each a member of what images show. */
@Component
class DescribedAnalyses implements GlobalOpenApiCustomizer {

    private static final String RESULTS = "AnalysisResults";

    @Override
    public void customise(OpenAPI description) {
        Components components = description.getComponents();
        components.addSchemas(RESULTS, results());
        for (String image : List.of("Image", "ImageFacts")) {
            Schema<?> schema = requireNonNull(components.getSchemas().get(image));
            schema.getProperties().put("analyses", new JsonSchema().$ref(RESULTS));
        }
    }

    private static Schema<?> results() {
        JsonSchema results = new JsonSchema();
        results.setTypes(Set.of("object"));
        results.setDescription(
                "What was found out about the image's bytes, by the analyses that its job asked for; absent if there is"
                        + " nothing. See `GET /v1/analyses`.");
        for (Analysis analysis : Analyses.ALL) {
            Schema<?> result = Json31.mapper().convertValue(analysis.schema(), Schema.class);
            result.setDescription(analysis.description());
            results.addProperty(analysis.name(), result);
        }
        return results;
    }
}

package dev.halftone.api.operation;

import static java.util.Objects.requireNonNull;

import dev.halftone.image.OperationType;
import dev.halftone.image.Operations;
import dev.halftone.image.Pipeline;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Puts the declared operations into the API's description: each a schema, and a pipeline as a list of them. */
@Component
class DescribedOperations implements GlobalOpenApiCustomizer {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final String STEP = "PipelineStep";
    private static final String PIPELINE = "Pipeline";
    private static final String PIPELINE_FIELD = "pipeline";

    @Override
    public void customise(OpenAPI description) {
        Components components = description.getComponents();
        components.addSchemas(STEP, step(components)).addSchemas(PIPELINE, pipeline());
        // as an answer shows it; what nothing refers to is left out of the description
        properties(components, "Rendition").put(PIPELINE_FIELD, reference(PIPELINE));
        Schema<?> field = requireNonNull(properties(components, "Submission").get(PIPELINE_FIELD));
        field.setContentMediaType("application/json");
        field.setContentSchema(reference(PIPELINE));
    }

    @SuppressWarnings("rawtypes") // as the library has them
    private static Map<String, Schema> properties(Components components, String name) {
        Schema<?> schema = requireNonNull(components.getSchemas().get(name));
        return schema.getProperties();
    }

    private static JsonSchema step(Components components) {
        JsonSchema step = new JsonSchema();
        step.setDescription("An operation with its arguments.");
        step.setDiscriminator(new Discriminator().propertyName("operation"));
        for (OperationType type : Operations.ALL) {
            String name = STEP + "." + type.name();
            components.addSchemas(name, Json31.mapper().convertValue(type.schema(), Schema.class));
            step.addOneOfItem(reference(name));
            step.getDiscriminator().mapping(type.name(), SCHEMAS + name);
        }
        return step;
    }

    private static JsonSchema pipeline() {
        JsonSchema pipeline = new JsonSchema();
        pipeline.setTypes(Set.of("array"));
        pipeline.setItems(reference(STEP));
        pipeline.setMinItems(1);
        pipeline.setMaxItems(Pipeline.MAX_OPERATIONS);
        pipeline.setDescription(
                "The operations for each image, in order. `compress` is the last, if it is there, and `convert` is"
                        + " there at most once.");
        return pipeline;
    }

    private static JsonSchema reference(String name) {
        JsonSchema reference = new JsonSchema();
        reference.set$ref(SCHEMAS + name);
        return reference;
    }
}

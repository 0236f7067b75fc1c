package dev.halftone.image;

import dev.halftone.image.parameter.Parameter;
import dev.halftone.image.parameter.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Declarations as JSON Schema (2020-12). */
final class OperationSchema {

    private OperationSchema() {}

    /** Of a step of a pipeline: the operation's name and its arguments in one object. */
    static Map<String, Object> of(OperationType type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put(Pipeline.OPERATION, Map.of("type", "string", "const", type.name()));
        type.parameters().forEach(parameter -> properties.put(parameter.name(), parameter.schema()));
        List<String> required = new ArrayList<>(List.of(Pipeline.OPERATION));
        type.parameters().stream()
                .filter(Parameter::isRequired)
                .map(Parameter::name)
                .forEach(required::add);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("title", type.name());
        schema.put("description", type.description());
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        schema.put("additionalProperties", false);
        if (!type.rules().isEmpty()) {
            schema.put("allOf", type.rules().stream().map(Rule::schema).toList());
        }
        return schema;
    }
}

package dev.halftone.api.submission;

import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Filters as JSON, {@code [{"name":"GaussianBlur","params":{"radius":5}}]}: the pipeline of these operations, which compresses as by
 * default unless the last of them says how.
 */
final class FilterJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final TypeReference<List<@Nullable Filter>> FILTERS = new TypeReference<>() {};

    private static final String OPERATION = "operation";
    private static final String COMPRESS = "compress";
    private static final Pattern STEP = Pattern.compile("(/\\d+)(/.*)");

    private FilterJson() {}

    /** @throws InvalidPipelineException saying what is wrong and what is allowed */
    static Pipeline read(String json) {
        List<Map<String, Object>> steps = steps(filters(json));
        if (steps.isEmpty() || !COMPRESS.equals(steps.getLast().get(OPERATION))) {
            steps.addAll(Pipeline.DEFAULT.steps());
        }
        return checked(() -> Pipeline.read(steps));
    }

    /** @throws InvalidPipelineException the pipeline's, pointed at in the filters' form */
    static Pipeline checked(Supplier<Pipeline> work) {
        try {
            return work.get();
        } catch (InvalidPipelineException e) {
            throw asFilter(e);
        }
    }

    private static List<@Nullable Filter> filters(String json) {
        try {
            List<@Nullable Filter> filters = MAPPER.readValue(json, FILTERS);
            return filters == null ? List.of() : filters;
        } catch (JacksonException e) {
            throw malformed(e.getPath());
        }
    }

    private static List<Map<String, Object>> steps(List<@Nullable Filter> filters) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (Filter filter : filters) {
            steps.add(step(filter, "/" + steps.size()));
        }
        return steps;
    }

    private static Map<String, Object> step(@Nullable Filter filter, String pointer) {
        String name = filter == null ? null : filter.name();
        Map<String, Object> params = filter == null ? null : filter.params();
        if (name == null) {
            throw malformed().in("", pointer);
        }
        Map<String, Object> step = new LinkedHashMap<>(params == null ? Map.of() : params);
        if (step.put(OPERATION, name) != null) {
            throw new InvalidPipelineException("'operation' is no parameter of " + name).in("", pointer + "/params");
        }
        return step;
    }

    /** The same fault, pointed at in the filters' form rather than in the pipeline's. */
    private static InvalidPipelineException asFilter(InvalidPipelineException fault) {
        Matcher step = STEP.matcher(fault.pointer());
        if (!step.matches()) {
            return fault;
        }
        String member = step.group(2);
        String place = member.equals("/operation") ? "/name" : "/params" + member;
        return new InvalidPipelineException(Objects.requireNonNull(fault.getMessage())).in("", step.group(1) + place);
    }

    private static InvalidPipelineException malformed(List<JacksonException.Reference> path) {
        InvalidPipelineException fault = malformed();
        for (JacksonException.Reference place : path.reversed()) {
            String member = place.getPropertyName();
            fault = fault.in(
                    "", member == null ? "/" + place.getIndex() : new InvalidPipelineException("", member).pointer());
        }
        return fault;
    }

    private static InvalidPipelineException malformed() {
        return new InvalidPipelineException(
                "filters are a JSON array such as [{\"name\":\"GaussianBlur\",\"params\":{\"radius\":5}}]");
    }

    private record Filter(@Nullable String name, @Nullable Map<String, Object> params) {}
}

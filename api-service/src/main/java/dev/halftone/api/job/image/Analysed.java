package dev.halftone.api.job.image;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What was found out about an image's bytes by the analyses that its job asked for, by their names. */
final class Analysed {

    /** A column of a query in which {@code outcome} is the outcome and {@code :analyses} the job's. */
    static final String COLUMN = columnOf(":analyses");

    /** A column of a query in which {@code outcome} is the outcome and {@code asked_analyses} its own job's analyses. */
    static final String COLUMN_OF_ITS_JOB = columnOf("outcome.asked_analyses");

    private static final TypeReference<Map<String, Object>> RESULTS = new TypeReference<>() {};

    private Analysed() {}

    private static String columnOf(String names) {
        return """
            (SELECT json_object_agg(name, result ORDER BY name)
             FROM halftone.analyses AS known
             WHERE known.source_sha256 = outcome.source_sha256 AND name = ANY (%s))::text AS analysed
            """.formatted(names);
    }

    static Map<String, Object> read(@Nullable String json) {
        return json == null ? Map.of() : JsonMapper.shared().readValue(json, RESULTS);
    }
}

package dev.halftone.api.job.image;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stored rendition of an image, as PostgreSQL's JSON functions write it.
 *
 * @param pipeline the fingerprint of what made it
 */
public record StoredFile(
        String pipeline,
        String key,
        String format,
        long bytes,
        int width,
        int height,
        @Nullable Integer quality,
        @Nullable String ending) {

    /** A column of a query in which {@code outcome} is the outcome and {@code :fingerprints} the job's pipelines. */
    public static final String COLUMN = columnOf(":fingerprints");

    /** A column of a query in which {@code outcome} is the outcome and {@code renditions} those of its own job. */
    static final String COLUMN_OF_ITS_JOB =
            columnOf("ARRAY(SELECT asked ->> 'fingerprint' FROM jsonb_array_elements(outcome.renditions) AS asked)");

    private static String columnOf(String fingerprints) {
        return """
            (SELECT json_agg(json_build_object(
                        'pipeline', pipeline, 'key', key, 'format', format, 'bytes', bytes,
                        'width', width, 'height', height, 'quality', quality, 'ending', ending))
             FROM halftone.renditions AS stored
             WHERE stored.source_sha256 = outcome.source_sha256 AND pipeline = ANY (%s))::text AS files
            """.formatted(fingerprints);
    }

    private static final TypeReference<List<StoredFile>> LIST = new TypeReference<>() {};

    public static List<StoredFile> read(@Nullable String json) {
        return json == null ? List.of() : JsonMapper.shared().readValue(json, LIST);
    }
}

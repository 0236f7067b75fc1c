package dev.halftone.api.job.report;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * A stored rendition of an image, as PostgreSQL's JSON functions write it.
 *
 * @param pipeline the fingerprint of what made it
 */
record StoredFile(
        String pipeline,
        String key,
        String format,
        long bytes,
        int width,
        int height,
        @Nullable Integer quality,
        @Nullable String ending) {

    /** A column of a query in which {@code outcome} is the outcome and {@code :fingerprints} the job's pipelines. */
    static final String COLUMN = """
            (SELECT json_agg(json_build_object(
                        'pipeline', pipeline, 'key', key, 'format', format, 'bytes', bytes,
                        'width', width, 'height', height, 'quality', quality, 'ending', ending))
             FROM halftone.renditions AS stored
             WHERE stored.source_sha256 = outcome.source_sha256 AND pipeline = ANY (:fingerprints))::text AS files
            """;

    private static final TypeReference<List<StoredFile>> LIST = new TypeReference<>() {};

    static List<StoredFile> read(@Nullable String json) {
        return json == null ? List.of() : JsonMapper.shared().readValue(json, LIST);
    }
}

package dev.halftone.api.operation;

import static java.util.Objects.requireNonNull;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.wire.RenditionJson;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An image that nobody has yet, to be laid on others. */
record Logo(RunningApi api, String sha256) {

    static final String HALF = "[{\"operation\":\"compress\",\"ratio\":0.5}]";

    static Logo unknown(RunningApi api) {
        return new Logo(api, (UUID.randomUUID() + "" + UUID.randomUUID()).replace("-", ""));
    }

    /** Has a tenant have it: a job with one image, whose source it is, and what is stored of it, whose key this gives back. */
    String image(String tenant, String pipeline, int width, int bytes) {
        List<Rendition> renditions = List.of(new Rendition("compressed", RenditionJson.readPipeline(pipeline)));
        String fingerprint = renditions.getFirst().pipeline().fingerprint();
        String format = pipeline.equals(HALF) ? "jpg" : "png";
        String key = "renditions/" + sha256.substring(0, 2) + "/" + sha256 + "/" + fingerprint + "." + format;
        api.database()
                .execute(
                        """
                WITH job AS (
                    INSERT INTO halftone.jobs
                        (id, tenant, state, mode, columns, renditions, rows, images, succeeded, completed_at)
                    VALUES (:job, :tenant, 'completed', 'strict', '{}', :renditions::jsonb, 1, 1, 1, now())
                ), outcome AS (
                    INSERT INTO halftone.outcomes (job_id, row_number, position, status, source_sha256)
                    VALUES (:job, 1, 0, 'succeeded', decode(:logo, 'hex'))
                )
                INSERT INTO halftone.renditions
                    (source_sha256, pipeline, key, format, bytes, width, height, quality)
                VALUES (decode(:logo, 'hex'), :fingerprint, :key, :format, :bytes, :width, :width, :quality)
                ON CONFLICT DO NOTHING
                """,
                        Map.ofEntries(
                                Map.entry("job", JobId.next().value()),
                                Map.entry("tenant", tenant),
                                Map.entry("renditions", RenditionJson.write(renditions)),
                                Map.entry("logo", sha256),
                                Map.entry("fingerprint", fingerprint),
                                Map.entry("key", key),
                                Map.entry("format", format.equals("jpg") ? "jpeg" : format),
                                Map.entry("bytes", bytes),
                                Map.entry("width", width),
                                Map.entry("quality", 70)));
        return key;
    }

    /** The object that the last pipeline of an accepted job lays on. */
    String object(JobId job) {
        return stored(job)
                .getLast()
                .pipeline()
                .composing()
                .findFirst()
                .orElseThrow()
                .object()
                .orElseThrow();
    }

    private List<Rendition> stored(JobId job) {
        return RenditionJson.readAccepted(requireNonNull(api.database()
                .client()
                .sql("SELECT renditions::text FROM halftone.jobs WHERE id = :job")
                .bind("job", job.value())
                .mapValue(String.class)
                .one()
                .block()));
    }
}

package dev.halftone.api.job;

import dev.halftone.analysis.Analysis;
import dev.halftone.event.WebhookSecret;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.outcome.Sha256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job to be stored, once all its rows are.
 *
 * @param columns the manifest's own header, in order
 * @param renditions with the objects that stand for other images that they use
 * @param analyses what is to be found out about each image
 * @param rows how many were stored
 * @param images how many sources they have
 * @param hasUploads whether any of them is an upload
 * @param rejectedRows how many were not stored
 * @param faults the first of those in rejected rows
 * @param endpoint where the job's end is told, if anywhere
 * @param key what the client calls the submission, if anything
 */
public record AcceptedJob(
        JobId id,
        Strictness strictness,
        List<String> columns,
        List<Rendition> renditions,
        List<Analysis> analyses,
        int rows,
        int images,
        boolean hasUploads,
        int rejectedRows,
        List<RowFault> faults,
        @Nullable Endpoint endpoint,
        @Nullable KeptKey key) {

    public AcceptedJob {
        columns = List.copyOf(columns);
        renditions = List.copyOf(renditions);
        analyses = List.copyOf(analyses);
        faults = List.copyOf(faults);
        if (rows < 1 || images < rows) {
            throw new IllegalArgumentException("a job has rows, each with images: not " + rows + " with " + images);
        }
        if (renditions.stream()
                .flatMap(rendition -> rendition.pipeline().composing())
                .anyMatch(composing -> composing.object().isEmpty())) {
            throw new IllegalArgumentException(
                    "an accepted job's pipelines have the objects that they use: see Acceptance.objects");
        }
    }

    /** Whether rejected rows were left out or would have rejected the whole job. */
    public enum Strictness {
        STRICT,
        LENIENT
    }

    /**
     * What is wrong in a rejected row.
     *
     * @param line of the manifest, from 1
     * @param column its name, where the fault is in a cell
     * @param pointer to the faulty value, as a JSON Pointer, in a manifest of JSON
     * @param code of the closed list of what can be wrong
     * @param message for the client
     */
    public record RowFault(
            int line, @Nullable String column, @Nullable String pointer, String code, String message) {}

    /** Where the job's end is told, and what that is signed with. */
    public record Endpoint(String url, WebhookSecret secret) {}

    /**
     * What the client calls the submission, kept so that sending it again makes no second job.
     *
     * @param body of the manifest and what was asked for with it
     */
    public record KeptKey(IdempotencyKey key, Sha256 body) {}
}

package dev.halftone.api.image;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.submission.Options;
import dev.halftone.egress.EgressPolicy;
import dev.halftone.image.ImageId;
import dev.halftone.outcome.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Images that are to be processed anew, and what is to be made of them.
 *
 * @param ids whatever was given as one, in order
 */
record ProcessRequest(List<String> ids, Options options) {

    private static final String IDS = "ids";
    private static final Set<String> OPTIONS =
            Set.of("pipeline", "renditions", "analyses", "webhookUrl", "webhookSecret");

    ProcessRequest {
        ids = List.copyOf(ids);
    }

    /**
     * Of a JSON array of ids, or of an object with one and options.
     *
     * @param maxImages the most that are taken
     * @throws ProblemException saying what is wrong and what is taken
     */
    static ProcessRequest read(byte[] json, int maxImages, EgressPolicy egress) {
        JsonNode body = parse(json);
        Options options = new Options(egress);
        if (body.isObject()) {
            body.properties().stream()
                    .filter(field -> !field.getKey().equals(IDS))
                    .forEach(field -> add(options, field.getKey(), field.getValue()));
        }
        JsonNode ids = body.isObject() ? body.path(IDS) : body;
        if (!ids.isArray()) {
            throw malformed("The body is a JSON array of images' ids, or an object that has one as 'ids'.");
        }
        if (ids.size() > maxImages) {
            throw new ProblemException(
                    Problem.TOO_LARGE,
                    "There are " + ids.size() + " ids, but at most " + maxImages
                            + " are taken at once (halftone.images.max-processed).");
        }
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(id.isString() ? id.stringValue() : id.toString()));
        return new ProcessRequest(texts, options);
    }

    private static JsonNode parse(byte[] json) {
        try {
            return JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw malformed("The body is no JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private static void add(Options options, String name, JsonNode value) {
        if (!OPTIONS.contains(name)) {
            throw malformed("There is no field '" + name
                    + "'. The fields are ids, pipeline, renditions, analyses, webhookUrl and webhookSecret.");
        }
        if (!value.isNull()) {
            options.add(name, value.isString() ? value.stringValue() : value.toString());
        }
    }

    /** What sending it again with the same key has to ask for as well. */
    Sha256 fingerprint() {
        return fingerprint(ids);
    }

    /** What asking for these images again, in whatever order, and for the same to be made of them has in common. */
    Sha256 asked(List<ImageId> images) {
        return fingerprint(images.stream().map(ImageId::toString).sorted().toList());
    }

    private Sha256 fingerprint(List<String> images) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(images);
        all.addAll(options.fingerprint());
        return Sha256.of(JsonMapper.shared().writeValueAsBytes(all));
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.MALFORMED_REQUEST, detail);
    }
}

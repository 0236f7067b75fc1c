package dev.halftone.api.submission;

import dev.halftone.api.job.AcceptedJob.Endpoint;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.egress.EgressPolicy;
import dev.halftone.egress.InvalidUrlException;
import dev.halftone.event.WebhookSecret;
import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Rendition;
import dev.halftone.wire.RenditionJson;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one submission asks for beside its manifest, gathered as it arrives and judged at once, so that nothing is stored
 * of a manifest that follows a wrong value. Not thread-safe.
 */
final class Options {

    private static final String COMPRESSED = Rendition.DEFAULT.getFirst().name();

    private final EgressPolicy egress;
    private final Map<Option, String> given = new EnumMap<>(Option.class);
    private @Nullable Mode mode;
    private List<Rendition> renditions = Rendition.DEFAULT;
    private @Nullable String webhookUrl;
    private @Nullable WebhookSecret webhookSecret;

    Options(EgressPolicy egress) {
        this.egress = egress;
    }

    /**
     * A blank value, which forms send for a field left empty, is none.
     *
     * @throws ProblemException if there is no such option, it was given before, or its value is none that it takes
     */
    void add(String name, String value) {
        Option option = Option.named(name)
                .orElseThrow(
                        () -> malformed("There is no field '" + name + "'. The fields are " + Option.names() + "."));
        if (value.isBlank()) {
            return;
        }
        String stripped = value.strip();
        if (given.putIfAbsent(option, stripped) != null) {
            throw malformed("The field '" + name + "' is given more than once.");
        }
        set(option, stripped);
    }

    private void set(Option option, String value) {
        switch (option) {
            case MODE ->
                mode = Mode.named(value)
                        .orElseThrow(() -> malformed(
                                "There is no mode '" + value + "'. The modes are strict, lenient and dry_run."));
            case PIPELINE -> renditions = pipeline(value);
            case RENDITIONS -> renditions = renditions(value);
            case WEBHOOK_URL -> webhookUrl = url(value);
            case WEBHOOK_SECRET -> webhookSecret = secret(value);
        }
        if (given.containsKey(Option.PIPELINE) && given.containsKey(Option.RENDITIONS)) {
            throw malformed(
                    "Give either 'pipeline' or 'renditions': a pipeline is the one rendition '" + COMPRESSED + "'.");
        }
    }

    private static List<Rendition> pipeline(String json) {
        try {
            return List.of(new Rendition(COMPRESSED, RenditionJson.readPipeline(json)));
        } catch (InvalidPipelineException e) {
            throw invalid("pipeline", e);
        }
    }

    private static List<Rendition> renditions(String json) {
        try {
            return RenditionJson.read(json);
        } catch (InvalidPipelineException e) {
            throw invalid("renditions", e);
        }
    }

    private static ProblemException invalid(String name, InvalidPipelineException error) {
        return ProblemException.at(
                Problem.INVALID_PIPELINE,
                sentence(name, error),
                ProblemError.at(error.pointer(), "invalid_pipeline", error.getMessage() + "."));
    }

    private String url(String url) {
        try {
            egress.check(url);
            return url;
        } catch (InvalidUrlException e) {
            throw new ProblemException(Problem.INVALID_WEBHOOK, "webhookUrl: '" + url + "' " + e.getMessage() + ".");
        }
    }

    private static WebhookSecret secret(String text) {
        try {
            return new WebhookSecret(text);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(Problem.INVALID_WEBHOOK, sentence("webhookSecret", e));
        }
    }

    /** All that are not blank, in one order whatever theirs was. */
    Map<Option, String> given() {
        return given;
    }

    /** Strict, unless and until another is given. */
    Mode mode() {
        return mode == null ? Mode.STRICT : mode;
    }

    /** Whether the mode can no longer change. */
    boolean isModeGiven() {
        return mode != null;
    }

    List<Rendition> renditions() {
        return renditions;
    }

    /**
     * Where the job's end is told, with the secret given or a new one.
     *
     * @throws ProblemException if there is a secret, but nothing to be signed with it
     */
    @Nullable
    Endpoint endpoint() {
        if (webhookUrl == null) {
            if (webhookSecret != null) {
                throw new ProblemException(Problem.INVALID_WEBHOOK, "A webhookSecret needs a webhookUrl.");
            }
            return null;
        }
        return new Endpoint(webhookUrl, webhookSecret == null ? WebhookSecret.generate() : webhookSecret);
    }

    /** Whether the client knows the secret already. */
    boolean hasSecret() {
        return webhookSecret != null;
    }

    private static String sentence(String name, IllegalArgumentException error) {
        return name + ": " + error.getMessage() + ".";
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.MALFORMED_REQUEST, detail);
    }
}

package dev.halftone.api.submission;

import dev.halftone.analysis.Analyses;
import dev.halftone.analysis.Analysis;
import dev.halftone.api.job.Acceptance;
import dev.halftone.api.job.AcceptedJob.Endpoint;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.egress.EgressPolicy;
import dev.halftone.egress.InvalidUrlException;
import dev.halftone.event.WebhookSecret;
import dev.halftone.image.Rendition;
import dev.halftone.wire.RenditionJson;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What one submission asks for beside its manifest, gathered as it arrives and judged at once, so that nothing is stored
 * of a manifest that follows a wrong value. Not thread-safe.
 */
public final class Options {

    private final EgressPolicy egress;
    private final Map<Option, String> given = new EnumMap<>(Option.class);
    private final Map<Option, String> sent = new EnumMap<>(Option.class);
    private @Nullable Mode mode;
    private AskedRenditions asked = AskedRenditions.DEFAULT;
    private @Nullable List<Rendition> settled;
    private List<Analysis> analyses = List.of();
    private @Nullable String webhookUrl;
    private @Nullable WebhookSecret webhookSecret;

    public Options(EgressPolicy egress) {
        this.egress = egress;
    }

    /**
     * A blank value, which forms send for a field left empty, is none.
     *
     * @throws ProblemException if there is no such option, it was given before, or its value is none that it takes
     */
    public void add(String name, String value) {
        set(name, value, "").ifPresent(option -> sent.put(option, value.strip()));
    }

    /** The same for a member of the manifest, which is known by its bytes when it is sent again. */
    void addFromManifest(String name, String value) {
        set(name, value, "/" + name);
    }

    /** @param pointer to the value, in what is told of its faults */
    private Optional<Option> set(String name, String value, String pointer) {
        Option option = Option.named(name)
                .orElseThrow(() ->
                        malformed(pointer, "There is no field '" + name + "'. The fields are " + Option.names() + "."));
        if (value.isBlank()) {
            return Optional.empty();
        }
        String stripped = value.strip();
        if (given.putIfAbsent(option, stripped) != null) {
            throw malformed(pointer, "The field '" + name + "' is given more than once.");
        }
        set(option, stripped, pointer);
        return Optional.of(option);
    }

    private void set(Option option, String value, String pointer) {
        switch (option) {
            case MODE ->
                mode = Mode.named(value)
                        .orElseThrow(() -> malformed(
                                pointer,
                                "There is no mode '" + value + "'. The modes are strict, lenient and dry_run."));
            case PIPELINE, FILTERS, RENDITIONS -> ask(AskedRenditions.read(option, value, pointer));
            case WEBHOOK_URL -> webhookUrl = url(value, pointer);
            case WEBHOOK_SECRET -> webhookSecret = secret(value, pointer);
            case ANALYSES -> analyses = AnalysisNames.read(value, pointer);
        }
        if (Stream.of(Option.PIPELINE, Option.FILTERS, Option.RENDITIONS)
                        .filter(given::containsKey)
                        .count()
                > 1) {
            throw malformed(
                    pointer,
                    "Give only one of 'pipeline', 'filters' and 'renditions': a pipeline is the one rendition '"
                            + AskedRenditions.COMPRESSED + "', and filters are a pipeline that compresses last.");
        }
    }

    private void ask(AskedRenditions renditions) {
        asked = renditions;
        settled = null;
    }

    private String url(String url, String pointer) {
        try {
            egress.check(url);
            return url;
        } catch (InvalidUrlException e) {
            throw webhook(pointer, "webhookUrl: '" + url + "' " + e.getMessage() + ".");
        }
    }

    private static WebhookSecret secret(String text, String pointer) {
        try {
            return new WebhookSecret(text);
        } catch (IllegalArgumentException e) {
            throw webhook(pointer, sentence("webhookSecret", e));
        }
    }

    /** All that came beside the manifest and are not blank, in one order whatever theirs was. */
    Map<Option, String> sent() {
        return sent;
    }

    /** Strict, unless and until another is given. */
    Mode mode() {
        return mode == null ? Mode.STRICT : mode;
    }

    /** Whether the mode can no longer change. */
    boolean isModeGiven() {
        return mode != null;
    }

    /**
     * Finds what the renditions need to be run, unless that is done: whichever way they came, before their job is accepted. Fails with
     * a problem if they use an image that the tenant does not have.
     */
    public Mono<Void> settle(Acceptance acceptance) {
        return settled == null
                ? asked.settled(acceptance)
                        .doOnNext(renditions -> settled = renditions)
                        .then()
                : Mono.empty();
    }

    /** As they are to be run. To be called once they are settled. */
    public List<Rendition> settled() {
        return Objects.requireNonNull(settled, "settle comes first");
    }

    /** Each once, in one order whatever theirs was. */
    public List<Analysis> analyses() {
        return analyses;
    }

    /**
     * Where the job's end is told, with the secret given or a new one.
     *
     * @throws ProblemException if there is a secret, but nothing to be signed with it
     */
    public @Nullable Endpoint endpoint() {
        if (webhookUrl == null) {
            if (webhookSecret != null) {
                throw new ProblemException(Problem.INVALID_WEBHOOK, "A webhookSecret needs a webhookUrl.");
            }
            return null;
        }
        return new Endpoint(webhookUrl, webhookSecret == null ? WebhookSecret.generate() : webhookSecret);
    }

    /** What is to be made and found out, and where the end is told: by which the same is known when it is asked for again. */
    public List<@Nullable Object> fingerprint() {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(RenditionJson.write(asked.renditions()));
        all.add(given.get(Option.WEBHOOK_URL));
        all.add(given.get(Option.WEBHOOK_SECRET));
        // what was asked for before there were analyses keeps its fingerprint
        all.addAll(Analyses.names(analyses));
        return all;
    }

    /** Whether the client knows the secret already. */
    public boolean hasSecret() {
        return webhookSecret != null;
    }

    private static String sentence(String name, IllegalArgumentException error) {
        return name + ": " + error.getMessage() + ".";
    }

    private static ProblemException malformed(String pointer, String detail) {
        return fault(Problem.MALFORMED_REQUEST, "invalid_field", pointer, detail);
    }

    private static ProblemException webhook(String pointer, String detail) {
        return fault(Problem.INVALID_WEBHOOK, "invalid_webhook", pointer, detail);
    }

    private static ProblemException fault(Problem problem, String code, String pointer, String detail) {
        return pointer.isEmpty()
                ? new ProblemException(problem, detail)
                : ProblemException.at(problem, detail, ProblemError.at(pointer, code, detail));
    }
}

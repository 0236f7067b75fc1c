package dev.halftone.api.submission;

import dev.halftone.api.job.Acceptance;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.image.Composing;
import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Rendition;
import dev.halftone.wire.RenditionJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * What one option asks to be made of each image.
 *
 * @param pointer to its value, in what is told of its faults
 */
record AskedRenditions(Option option, String pointer, List<Rendition> renditions) {

    /** What a pipeline's one rendition is called. */
    static final String COMPRESSED = Rendition.DEFAULT.getFirst().name();

    static final AskedRenditions DEFAULT = new AskedRenditions(Option.PIPELINE, "", Rendition.DEFAULT);

    /**
     * @param option one of those that say what is to be made
     * @throws ProblemException if its value says nothing that can be
     */
    static AskedRenditions read(Option option, String json, String pointer) {
        return new AskedRenditions(option, pointer, checked(option, pointer, () -> read(option, json)));
    }

    private static List<Rendition> read(Option option, String json) {
        return switch (option) {
            case PIPELINE -> List.of(new Rendition(COMPRESSED, RenditionJson.readPipeline(json)));
            case FILTERS -> List.of(new Rendition(COMPRESSED, FilterJson.read(json)));
            default -> RenditionJson.read(json);
        };
    }

    /** The same, with the stored objects that stand for images that they use. Fails with a problem if there is none for one. */
    Mono<List<Rendition>> settled(Acceptance acceptance) {
        Set<String> images = renditions.stream()
                .flatMap(rendition -> rendition.pipeline().composing())
                .map(Composing::image)
                .collect(Collectors.toSet());
        return images.isEmpty()
                ? Mono.just(renditions)
                : acceptance.objects(images).map(this::accepted);
    }

    private List<Rendition> accepted(Map<String, String> objects) {
        return checked(
                option,
                pointer,
                () -> IntStream.range(0, renditions.size())
                        .mapToObj(index -> accepted(index, objects))
                        .toList());
    }

    /** Faults are told in the option's own form. */
    private Rendition accepted(int index, Map<String, String> objects) {
        Rendition asked = renditions.get(index);
        return switch (option) {
            case PIPELINE -> new Rendition(asked.name(), asked.pipeline().accepted(objects));
            case FILTERS ->
                new Rendition(
                        asked.name(), FilterJson.checked(() -> asked.pipeline().accepted(objects)));
            default -> Rendition.at(index, asked.name(), () -> asked.pipeline().accepted(objects));
        };
    }

    private static List<Rendition> checked(Option option, String pointer, Supplier<List<Rendition>> work) {
        try {
            return work.get();
        } catch (InvalidPipelineException e) {
            throw ProblemException.at(
                    Problem.INVALID_PIPELINE,
                    option.wireName() + ": " + e.getMessage() + ".",
                    ProblemError.at(pointer + e.pointer(), "invalid_pipeline", e.getMessage() + "."));
        }
    }
}

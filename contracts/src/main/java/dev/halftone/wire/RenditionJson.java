package dev.halftone.wire;

import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renditions and pipelines as JSON: in a submission, in the jobs table and in every message.
 * A pipeline is an array of steps, {@code [{"operation":"compress","ratio":0.5}]};
 * a list of renditions is an array of {@code {"name":…,"pipeline":[…]}}. In the jobs table and in messages, each also carries its
 * pipeline's {@code fingerprint}.
 */
public final class RenditionJson {

    private static final int MAX_RENDITIONS = 8;
    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final TypeReference<List<Map<String, Object>>> STEPS = new TypeReference<>() {};
    private static final TypeReference<List<Form>> FORMS = new TypeReference<>() {};

    private RenditionJson() {}

    /**
     * What a client asks for.
     *
     * @throws InvalidPipelineException saying what is wrong and what is allowed
     */
    public static Pipeline readPipeline(String json) {
        try {
            return Pipeline.read(orNone(MAPPER.readValue(json, STEPS)));
        } catch (JacksonException e) {
            throw new InvalidPipelineException(
                    "a pipeline is a JSON array of steps, such as [{\"operation\":\"compress\",\"ratio\":0.5}]");
        }
    }

    /**
     * What a client asks for.
     *
     * @throws InvalidPipelineException saying what is wrong and what is allowed
     */
    public static List<Rendition> read(String json) {
        return read(json, Pipeline::read);
    }

    /** What an accepted job has, as {@link #write} writes it. */
    public static List<Rendition> readAccepted(String json) {
        return read(json, Pipeline::readAccepted);
    }

    private static List<Rendition> read(String json, Function<List<Map<String, Object>>, Pipeline> reader) {
        try {
            return renditions(orNone(MAPPER.readValue(json, FORMS)), reader);
        } catch (JacksonException e) {
            throw new InvalidPipelineException(
                    "renditions are a JSON array such as [{\"name\":\"card\",\"pipeline\":[{\"operation\":\"resize\",\"width\":600}]}]");
        }
    }

    /** {@code null} is JSON, too. */
    private static <T> List<T> orNone(@Nullable List<T> read) {
        return read == null ? List.of() : read;
    }

    public static String write(List<Rendition> renditions) {
        return MAPPER.writeValueAsString(forms(renditions));
    }

    static List<Form> forms(List<Rendition> renditions) {
        return renditions.stream()
                .map(rendition -> new Form(
                        rendition.name(),
                        rendition.pipeline().steps(),
                        rendition.pipeline().fingerprint()))
                .toList();
    }

    static List<Rendition> accepted(List<Form> forms) {
        return renditions(forms, Pipeline::readAccepted);
    }

    private static List<Rendition> renditions(List<Form> forms, Function<List<Map<String, Object>>, Pipeline> reader) {
        List<Rendition> renditions = IntStream.range(0, forms.size())
                .mapToObj(index -> rendition(index, forms.get(index), reader))
                .toList();
        Set<String> names = new HashSet<>();
        if (renditions.isEmpty()
                || renditions.size() > MAX_RENDITIONS
                || !renditions.stream().map(Rendition::name).allMatch(names::add)) {
            throw new InvalidPipelineException(
                    "a job has from 1 to " + MAX_RENDITIONS + " renditions of different names");
        }
        return renditions;
    }

    private static Rendition rendition(
            int index, @Nullable Form form, Function<List<Map<String, Object>>, Pipeline> reader) {
        String pointer = "/" + index;
        if (form == null) {
            throw new InvalidPipelineException("a rendition has a 'name' and a 'pipeline'").in("", pointer);
        }
        return Rendition.at(index, form.name(), () -> reader.apply(form.pipeline()));
    }

    /** A rendition as it is written. */
    record Form(
            String name,
            List<Map<String, Object>> pipeline,
            @Nullable String fingerprint) {

        Form {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(pipeline, "pipeline");
        }
    }
}

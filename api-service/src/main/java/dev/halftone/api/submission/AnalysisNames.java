package dev.halftone.api.submission;

import dev.halftone.analysis.Analyses;
import dev.halftone.analysis.Analysis;
import dev.halftone.analysis.UnknownAnalysisException;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.api.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Names of analyses, as clients write them. */
final class AnalysisNames {

    private static final TypeReference<List<String>> LIST = new TypeReference<>() {};

    private AnalysisNames() {}

    /**
     * @param text the names with commas between them, or as a JSON array
     * @param pointer to it, in what is told of its faults
     * @throws ProblemException if it is neither, or one of the names is none's
     */
    static List<Analysis> read(String text, String pointer) {
        List<String> names = text.startsWith("[")
                ? parse(text, pointer)
                : List.of(text.strip().split("\\s*,\\s*"));
        try {
            return Analyses.named(names);
        } catch (UnknownAnalysisException e) {
            throw invalid(e.getMessage(), pointer + "/" + e.index());
        }
    }

    private static List<String> parse(String json, String pointer) {
        try {
            return JsonMapper.shared().readValue(json, LIST);
        } catch (JacksonException e) {
            throw invalid(
                    "names have commas between them, as in blurhash,md5, or are a JSON array such as [\"blurhash\",\"md5\"]",
                    pointer);
        }
    }

    private static ProblemException invalid(@Nullable String message, String pointer) {
        return ProblemException.at(
                Problem.UNKNOWN_ANALYSIS,
                "analyses: " + message + ".",
                ProblemError.at(pointer, "unknown_analysis", message + "."));
    }
}

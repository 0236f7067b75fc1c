package dev.halftone.worker.outcome;

import dev.halftone.outcome.AnalysisResult;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.Sha256;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** What was found out about a source as a line of its table. */
record AnalysisLine(Sha256 source, String analysis, String json) {

    static Stream<AnalysisLine> of(Outcome.Succeeded outcome) {
        return outcome.analyses().stream().map(result -> of(outcome.source().sha256(), result));
    }

    private static AnalysisLine of(Sha256 source, AnalysisResult result) {
        return new AnalysisLine(source, result.analysis(), JsonMapper.shared().writeValueAsString(result.value()));
    }
}

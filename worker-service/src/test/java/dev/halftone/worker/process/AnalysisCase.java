package dev.halftone.worker.process;

import dev.halftone.analysis.Analyses;
import dev.halftone.outcome.AnalysisResult;
import java.util.List;
import java.util.Map;

/** Runs analyses on real files. */
abstract class AnalysisCase extends RenditionCase {

    Object found(byte[] file, String analysis) {
        return found(file, List.of(analysis)).getFirst().value();
    }

    List<AnalysisResult> found(byte[] file, List<String> analyses) {
        return runner.run(file, new Wanted(List.of(), Analyses.named(analyses)), Map.of())
                .analyses();
    }
}

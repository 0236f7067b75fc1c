package dev.halftone.worker.process.pool;

import dev.halftone.analysis.Analysis;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.Sha256;
import dev.halftone.worker.process.Wanted;
import java.util.List;

/** The same pipelines and analyses of the same bytes, whatever their results are called. */
record Work(Sha256 source, List<Pipeline> pipelines, List<Analysis> analyses) {

    static Work of(Sha256 source, Wanted wanted) {
        return new Work(
                source, wanted.renditions().stream().map(Rendition::pipeline).toList(), wanted.analyses());
    }
}

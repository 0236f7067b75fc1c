package dev.halftone.worker.process.pool;

import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.Sha256;
import java.util.List;

/** The same pipelines on the same bytes, whatever their results are called. */
record Work(Sha256 source, List<Pipeline> pipelines) {

    static Work of(Sha256 source, List<Rendition> renditions) {
        return new Work(source, renditions.stream().map(Rendition::pipeline).toList());
    }
}

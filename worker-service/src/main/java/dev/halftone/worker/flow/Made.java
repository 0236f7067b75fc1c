package dev.halftone.worker.flow;

import dev.halftone.image.Rendition;
import dev.halftone.outcome.AnalysisResult;
import dev.halftone.outcome.SourceFacts;
import dev.halftone.outcome.StoredRendition;
import java.util.List;

/**
 * A source, the renditions that are stored of it, whatever they are called in a job, and what was found out about it.
 *
 * @param analyses without what was known before
 */
record Made(SourceFacts source, List<StoredRendition> renditions, List<AnalysisResult> analyses) {

    Made {
        renditions = List.copyOf(renditions);
        analyses = List.copyOf(analyses);
    }

    /** As a job calls and orders them. */
    List<StoredRendition> namedAs(List<Rendition> wanted) {
        return wanted.stream().map(this::named).toList();
    }

    private StoredRendition named(Rendition wanted) {
        String fingerprint = wanted.pipeline().fingerprint();
        return renditions.stream()
                .filter(made -> made.pipeline().equals(fingerprint))
                .map(made -> renamed(made, wanted.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("rendition " + wanted.name() + " was not made"));
    }

    private static StoredRendition renamed(StoredRendition made, String name) {
        return new StoredRendition(
                name,
                made.pipeline(),
                made.key(),
                made.format(),
                made.bytes(),
                made.width(),
                made.height(),
                made.quality(),
                made.ending());
    }
}

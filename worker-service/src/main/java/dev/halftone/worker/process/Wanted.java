package dev.halftone.worker.process;

import dev.halftone.analysis.Analysis;
import dev.halftone.image.Rendition;
import java.util.List;

/** What is to be made of an image, and what is to be found out about it. */
public record Wanted(List<Rendition> renditions, List<Analysis> analyses) {

    public Wanted {
        renditions = List.copyOf(renditions);
        analyses = List.copyOf(analyses);
    }

    /** Without analyses. */
    public static Wanted of(List<Rendition> renditions) {
        return new Wanted(renditions, List.of());
    }

    /** Whether no more than the image's header has to be read. */
    public boolean isNothing() {
        return renditions.isEmpty() && analyses.isEmpty();
    }
}

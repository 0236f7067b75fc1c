package dev.halftone.worker.flow;

import dev.halftone.image.Rendition;
import dev.halftone.outcome.SourceFacts;
import dev.halftone.outcome.StoredRendition;
import java.util.List;

/** A source and the renditions that are stored of it, whatever they are called in a job. */
record Made(SourceFacts source, List<StoredRendition> renditions) {

    Made {
        renditions = List.copyOf(renditions);
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

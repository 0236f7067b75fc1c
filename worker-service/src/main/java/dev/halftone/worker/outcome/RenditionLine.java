package dev.halftone.worker.outcome;

import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.SourceFacts;
import dev.halftone.outcome.StoredRendition;
import java.util.stream.Stream;

/** A stored rendition as a line of its table. */
record RenditionLine(SourceFacts source, StoredRendition rendition) {

    static Stream<RenditionLine> of(Outcome.Succeeded outcome) {
        return outcome.renditions().stream().map(rendition -> new RenditionLine(outcome.source(), rendition));
    }
}

package dev.halftone.api.submission;

import dev.halftone.api.manifest.ManifestFormat;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/** A piece of a submission, in whatever order they come. */
sealed interface SubmissionPart {

    /** A named value. */
    record Value(String name, String value) implements SubmissionPart {}

    /** The manifest, to be read while it arrives. */
    record Manifest(ManifestFormat format, Flux<DataBuffer> bytes) implements SubmissionPart {}
}

package dev.halftone.worker.fetch;

import dev.halftone.outcome.Md5;
import dev.halftone.outcome.Sha256;

/** What a host answered, where it was neither an error nor nothing. */
sealed interface Answer {

    /** Look elsewhere. */
    record Redirect(String location) implements Answer {}

    /** The image. */
    @SuppressWarnings("ArrayRecordComponent") // megabytes that nobody compares
    record Body(byte[] bytes, Sha256 sha256, Md5 md5) implements Answer {}
}

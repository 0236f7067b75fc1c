package dev.halftone.api.manifest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One manifest of some format, line after line. Reading blocks. */
interface ManifestLines {

    /** The next line; none at the end, which comes after an unreadable one at once. */
    @Nullable
    ManifestLine next() throws IOException;
}

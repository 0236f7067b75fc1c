package dev.halftone.standalone.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which file has what an output URL leads to. Signatures in URLs differ each time they are given; paths do not. */
final class LocalCopies {

    private final Map<String, Path> byPath = new ConcurrentHashMap<>();

    void add(URI output, Path copy) {
        byPath.merge(output.getPath(), copy, (first, other) -> first.compareTo(other) <= 0 ? first : other);
    }

    /** The copy's own URL, or the given one where there is no copy. Without commas, which separate URLs in a report. */
    String urlOf(String output) {
        Path copy = byPath.get(URI.create(output).getPath());
        return copy == null ? output : copy.toUri().toString().replace(",", "%2C");
    }
}

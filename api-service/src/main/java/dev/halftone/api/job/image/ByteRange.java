package dev.halftone.api.job.image;

import dev.halftone.api.output.StoredObjects.Part;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;

/** The header {@code Range} (RFC 9110) of a request for one file. */
final class ByteRange {

    private ByteRange() {}

    /**
     * Which part is asked for; null for the whole, also where the header is none, asks for several parts, or is of another version
     * of the file.
     *
     * @param etag of the file as it is
     * @throws UnsatisfiableException if the file has no such bytes
     */
    static @Nullable Part of(HttpHeaders headers, String etag, long length) throws UnsatisfiableException {
        String ifRange = headers.getFirst(HttpHeaders.IF_RANGE);
        List<HttpRange> ranges = ifRange == null || ifRange.equals(etag) ? ranges(headers) : List.of();
        if (ranges.size() != 1) {
            return null;
        }
        long first = ranges.getFirst().getRangeStart(length);
        if (first >= length) {
            throw new UnsatisfiableException();
        }
        return new Part(first, ranges.getFirst().getRangeEnd(length));
    }

    private static List<HttpRange> ranges(HttpHeaders headers) {
        try {
            return headers.getRange();
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The file ends before the part begins. */
    static final class UnsatisfiableException extends Exception {}
}

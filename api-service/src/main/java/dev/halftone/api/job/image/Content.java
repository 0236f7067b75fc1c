package dev.halftone.api.job.image;

import dev.halftone.api.output.StoredObjects.Part;
import dev.halftone.api.problem.DataHeaders;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.image.ImageFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * A rendition that is given out.
 *
 * @param image what it was asked for by
 * @param name that a job has for it
 */
record Content(String image, String name, StoredFile file) {

    // whose it is, is asked each time: that costs no bytes where the client has them
    private static final String CACHING = "private, no-cache";

    /** The key is made of the source's bytes and what was done with them, and so names what the client gets. */
    String etag() {
        return "\"" + file.key() + "\"";
    }

    String key() {
        return file.key();
    }

    long length() {
        return file.bytes();
    }

    static void describeCaching(HttpHeaders headers) {
        DataHeaders.write(headers);
        headers.setCacheControl(CACHING);
    }

    /** @param part that is answered with; null: all */
    ResponseEntity.BodyBuilder answer(@Nullable Part part) {
        ImageFormat format = ImageFormat.of(file.format());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(
                        part == null ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT)
                .headers(Content::describeCaching)
                .eTag(etag())
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(image + "-" + name + "." + format.extension())
                                .build()
                                .toString())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes");
        return part == null
                ? answer.contentLength(length())
                : answer.contentLength(part.last() - part.first() + 1)
                        .header(
                                HttpHeaders.CONTENT_RANGE,
                                "bytes " + part.first() + "-" + part.last() + "/" + length());
    }

    ProblemException noSuchPart() {
        return new ProblemException(
                        Problem.RANGE_NOT_SATISFIABLE,
                        "The rendition has " + length() + " bytes, and none of those that the header Range asks for.")
                .withHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length());
    }
}

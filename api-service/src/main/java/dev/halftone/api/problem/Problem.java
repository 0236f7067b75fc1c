package dev.halftone.api.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The closed list of what the HTTP surface answers with when it cannot do what was asked. Its URIs are stable. */
public enum Problem {
    MALFORMED_REQUEST(
            HttpStatus.BAD_REQUEST,
            "The request cannot be understood",
            "A parameter, a header or the body is not what this address takes. The detail says which; mend it and send the request again."),
    NO_KNOWN_IMAGE(
            HttpStatus.BAD_REQUEST,
            "None of the images is known",
            "Nothing of what was given as images' ids is an image of yours. Take ids from the history or from a job's images."),
    UNAUTHENTICATED(
            HttpStatus.UNAUTHORIZED,
            "A key is needed",
            "The request has no key, or one that is not known, has expired or was revoked. Send a valid one as 'Authorization: Bearer ht_…'; whoever runs this service can make one."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "This is not allowed",
            "The request is understood, and whoever sends it may not do what it asks. The detail says why."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "There is nothing here",
            "The address, or the request id in it, is not known. Check it against the links that a submission is answered with."),
    METHOD_NOT_ALLOWED(
            HttpStatus.METHOD_NOT_ALLOWED,
            "This address takes other methods",
            "The Allow header lists the methods that this address takes."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "No acceptable media type can be answered with",
            "The Accept header names no media type that this address answers with. Leave it out, or ask for application/json."),
    CONFLICT(
            HttpStatus.CONFLICT,
            "The job's state does not allow this",
            "What was asked contradicts the state that the job is in. Read the job again; its state says what can be done."),
    KEY_BUSY(
            HttpStatus.CONFLICT,
            "The first submission with this key has not ended",
            "Another request with the same Idempotency-Key is on its way. Send this one again after Retry-After seconds: it is answered with the job that the other has made by then."),
    REQUEST_TIMEOUT(
            HttpStatus.REQUEST_TIMEOUT,
            "The request did not arrive",
            "The body, or its next bytes, did not come in time. Nothing was stored, and the connection is closed; send the request again."),
    TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "The request is too large",
            "The body, or a part of it, exceeds the limit that the detail names. Split the manifest into several submissions."),
    RANGE_NOT_SATISFIABLE(
            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            "It has no such part",
            "The Range header asks for bytes beyond the last one. The Content-Range header of the answer says how many there are."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "The body's media type is not supported",
            "The Accept header of the answer lists the media types that this address takes, or Accept-Encoding the content codings."),
    REJECTED_ROWS(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The manifest was rejected",
            "Rows of the manifest failed validation and nothing was stored. Each of the errors has the line, the column or, in JSON, the pointer, a code and how to mend it."),
    REJECTED_IMAGES(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "Images were rejected",
            "Some of the parts are no images that can be taken, and nothing was accepted. The errors name each of them and what is wrong with it."),
    INVALID_PIPELINE(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The pipeline cannot be run",
            "The pipeline, or a rendition's, names an operation or an argument that does not exist or is out of range. The detail says what is allowed, the error's pointer where; `GET /v1/operations` lists the operations."),
    UNKNOWN_ANALYSIS(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "There is no such analysis",
            "What was asked for as analyses names one that does not exist. The detail says which there are, the error's pointer where; `GET /v1/analyses` lists them."),
    INVALID_WEBHOOK(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The webhook cannot be called",
            "The webhook's URL may not be asked for, or its secret is none. The detail says what is wrong."),
    KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The key belongs to another submission",
            "The Idempotency-Key was sent before, with another body or other options. Use a new key for each submission, and the same only to send the same again."),
    QUOTA_EXCEEDED(
            HttpStatus.TOO_MANY_REQUESTS,
            "That is more than is granted at once",
            "The RateLimit header names the quota that is used up, and RateLimit-Policy how much is granted. Nothing was stored; send the request again after Retry-After seconds."),
    TOO_MANY_AT_ONCE(
            HttpStatus.TOO_MANY_REQUESTS,
            "Too much of this is going on at once",
            "As many requests of this kind as one tenant may have are being answered. The detail names the limit; send the request again when one of them has ended, or after Retry-After seconds."),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "Something went wrong here",
            "The fault is not the request's. It was logged under the errorId of the answer; the same request may succeed later."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "The service cannot do this now",
            "Something that the service needs is away, or it is at its limit. Nothing was stored, unless the detail says that it may have been; send the request again after Retry-After seconds.");

    private final HttpStatus status;
    private final String title;
    private final String explanation;

    Problem(HttpStatus status, String title, String explanation) {
        this.status = status;
        this.title = title;
        this.explanation = explanation;
    }

    /** The last segment of its URI. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Relative to the service's own address, where it is explained. */
    public URI type() {
        return URI.create("/problems/" + slug());
    }

    public HttpStatus status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What it means and what the client can do. */
    public String explanation() {
        return explanation;
    }

    public static Optional<Problem> named(String slug) {
        return Arrays.stream(values())
                .filter(problem -> problem.slug().equals(slug))
                .findFirst();
    }
}

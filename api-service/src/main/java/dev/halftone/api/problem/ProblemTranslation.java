package dev.halftone.api.problem;

import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.Arrays;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatusCode;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;

/** From whatever was thrown to the problem that it is. What is not known here is a fault of ours, and says nothing of its inside. */
final class ProblemTranslation {

    private static final Duration RECOVERY = Duration.ofSeconds(5);
    private static final String INSUFFICIENT_RESOURCES = "53";

    private ProblemTranslation() {}

    static ProblemException translate(Throwable error) {
        return switch (error) {
            case ProblemException problem -> problem;
            case MethodNotAllowedException notAllowed ->
                new ProblemException(
                        Problem.METHOD_NOT_ALLOWED, notAllowed.getHttpMethod() + " is not supported at this address.");
            case NotAcceptableStatusException _ ->
                new ProblemException(
                        Problem.NOT_ACCEPTABLE, "None of the media types in the Accept header can be answered with.");
            case UnsupportedMediaTypeStatusException unsupported -> unsupportedMediaType(unsupported);
            case ResponseStatusException status -> ofStatus(status);
            case InvalidMimeTypeException _ ->
                new ProblemException(
                        Problem.MALFORMED_REQUEST,
                        "A header names media types that cannot be read, or too many of them.");
            case DataBufferLimitException _ ->
                new ProblemException(Problem.TOO_LARGE, "A field of the request exceeds the size that is accepted.");
            case DecodingException _ ->
                new ProblemException(
                        Problem.MALFORMED_REQUEST, "The body is not what its Content-Type header says, or is cut off.");
            case QueryTimeoutException _ ->
                ProblemException.unavailable(
                        "The database did not answer in time. What was to be changed may have been: look, or ask for it again.",
                        RECOVERY);
            case DataAccessResourceFailureException failure
            when isOutOfResources(failure) ->
                ProblemException.unavailable(
                        "The database has no room left, on disk or otherwise, for what was to be stored. Nothing was changed.",
                        RECOVERY);
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    CannotCreateTransactionException _ ->
                ProblemException.unavailable("The database cannot be reached. Nothing was changed.", RECOVERY);
            default -> internal();
        };
    }

    /** What SQL calls class 53: a full disk, too little memory, too many connections. */
    private static boolean isOutOfResources(DataAccessResourceFailureException failure) {
        return failure.getCause() instanceof R2dbcException cause
                && cause.getSqlState() != null
                && cause.getSqlState().startsWith(INSUFFICIENT_RESOURCES);
    }

    static ProblemException internal() {
        return new ProblemException(Problem.INTERNAL, "An unexpected fault was logged under the errorId.");
    }

    private static ProblemException unsupportedMediaType(UnsupportedMediaTypeStatusException error) {
        String given = error.getContentType() == null
                ? "The request has no valid Content-Type header."
                : "The body's Content-Type is '" + error.getContentType() + "'.";
        return new ProblemException(
                Problem.UNSUPPORTED_MEDIA_TYPE, given + " Supported: " + error.getSupportedMediaTypes() + ".");
    }

    private static ProblemException ofStatus(ResponseStatusException error) {
        Problem problem = ofStatus(error.getStatusCode());
        return switch (problem) {
            case INTERNAL -> internal();
            case NOT_FOUND -> new ProblemException(problem, "This address is not known.");
            case UNAVAILABLE -> ProblemException.unavailable("The service cannot answer now.", RECOVERY);
            default -> new ProblemException(problem, detail(error, problem));
        };
    }

    private static String detail(ResponseStatusException error, Problem problem) {
        String detail = error.getBody().getDetail();
        return detail == null ? problem.title() + "." : detail;
    }

    private static Problem ofStatus(HttpStatusCode status) {
        return Arrays.stream(Problem.values())
                .filter(problem -> problem.status().isSameCodeAs(status))
                .findFirst()
                .orElse(status.is4xxClientError() ? Problem.MALFORMED_REQUEST : Problem.INTERNAL);
    }
}

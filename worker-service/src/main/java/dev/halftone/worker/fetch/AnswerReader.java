package dev.halftone.worker.fetch;

import dev.halftone.outcome.FailureReason;
import dev.halftone.worker.egress.ExchangeFailures;
import dev.halftone.worker.egress.RetryAfter;
import io.netty.handler.timeout.TimeoutException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import reactor.core.publisher.Mono;

/** Makes of a response what it means for a fetch, and leaves nothing of its body unreleased. */
final class AnswerReader {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> PLAIN = Set.of("", "identity");
    private static final Set<String> GZIP = Set.of("gzip", "x-gzip");
    /** What is read of a body that nobody wants, to keep its connection; a longer one costs the connection. */
    private static final int UNWANTED = 64 * 1024;

    private final int limit;
    private final Supplier<MinimumPace> paces;
    private final InstantSource clock;

    /**
     * @param limit in bytes, beyond which a body is too large
     * @param paces what each body must keep to
     */
    AnswerReader(int limit, Supplier<MinimumPace> paces, InstantSource clock) {
        this.limit = limit;
        this.paces = paces;
        this.clock = clock;
    }

    /** The answer, or a {@link FetchFailure}. */
    Mono<Answer> read(ClientResponse response) {
        int status = response.statusCode().value();
        HttpHeaders headers = response.headers().asHttpHeaders();
        String location = headers.getFirst(HttpHeaders.LOCATION);
        if (REDIRECTS.contains(status) && location != null) {
            return discard(response).thenReturn(new Answer.Redirect(utf8(location)));
        }
        if (!response.statusCode().is2xxSuccessful()) {
            return refuse(
                    response,
                    FetchFailure.status(
                            status, RetryAfter.of(headers, clock.instant()).orElse(null)));
        }
        return headers.getContentLength() > limit
                ? refuse(response, new FetchFailure(FailureReason.TOO_LARGE))
                : body(response, encoding(headers));
    }

    private Mono<Answer> body(ClientResponse response, String encoding) {
        if (!PLAIN.contains(encoding) && !GZIP.contains(encoding)) {
            return refuse(response, new FetchFailure(FailureReason.UNSUPPORTED_FORMAT));
        }
        long announced = response.headers().asHttpHeaders().getContentLength();
        return response.body(BodyExtractors.toDataBuffers())
                .onErrorMap(AnswerReader::interrupted)
                .reduceWith(() -> new BodyBuffer(announced, limit, paces.get()), BodyBuffer::add)
                .map(BodyBuffer::body)
                .map(body -> GZIP.contains(encoding) ? GzipBody.inflate(body, limit) : body)
                .map(AnswerReader::notEmpty);
    }

    private static Answer notEmpty(Answer.Body body) {
        if (body.bytes().length == 0) {
            throw new FetchFailure(FailureReason.TRUNCATED);
        }
        return body;
    }

    private static Throwable interrupted(Throwable failure) {
        return switch (failure) {
            case TimeoutException _ -> new FetchFailure(FailureReason.TIMEOUT);
            case IOException _ -> new FetchFailure(FailureReason.TRUNCATED);
            default ->
                ExchangeFailures.reason(failure).isPresent() ? new FetchFailure(FailureReason.TRUNCATED) : failure;
        };
    }

    private static Mono<Answer> refuse(ClientResponse response, FetchFailure failure) {
        return discard(response).then(Mono.error(failure));
    }

    /** Ends after a little of the body; what happens to it no longer matters. */
    private static Mono<Void> discard(ClientResponse response) {
        return response.body(BodyExtractors.toDataBuffers())
                .map(AnswerReader::released)
                .scan(Integer::sum)
                .takeUntil(read -> read > UNWANTED)
                .then()
                .onErrorComplete();
    }

    private static int released(DataBuffer buffer) {
        int length = buffer.readableByteCount();
        DataBufferUtils.release(buffer);
        return length;
    }

    private static String encoding(HttpHeaders headers) {
        String encoding = headers.getFirst(HttpHeaders.CONTENT_ENCODING);
        return encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT);
    }

    /** Netty reads a header as Latin-1; a host that writes a path's letters unencoded means UTF-8. */
    private static String utf8(String header) {
        return new String(header.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}

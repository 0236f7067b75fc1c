package dev.halftone.api.http;

import dev.halftone.api.manifest.ManifestSettings;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bounds the body of every request in time and size, inflates it if it is gzip, and has the connection closed after an answer
 * that was given before the body's end: otherwise all of the rest would be read, for nothing.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class GuardedBody implements WebFilter {

    private static final String GZIP = "gzip";

    private final BodyTimeout timeout;
    private final BodyLimit limit;

    GuardedBody(HttpSettings http, ManifestSettings manifest) {
        this.timeout = new BodyTimeout(http.readTimeout(), http.minRate());
        this.limit = new BodyLimit(manifest.maxBytes());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        if (!hasBody(request.getHeaders())) {
            return chain.filter(exchange);
        }
        AtomicBoolean ended = new AtomicBoolean();
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> closeUnless(ended, exchange)));
        return refusal(request.getHeaders())
                .<Void>flatMap(Mono::error)
                .switchIfEmpty(Mono.defer(() -> chain.filter(
                        exchange.mutate().request(guarded(request, ended)).build())));
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
    }

    private static void closeUnless(AtomicBoolean ended, ServerWebExchange exchange) {
        if (!ended.get()) {
            exchange.getResponse().getHeaders().setConnection("close");
        }
    }

    private Mono<ProblemException> refusal(HttpHeaders headers) {
        if (!limit.allows(headers.getContentLength())) {
            return Mono.fromSupplier(() -> limit.tooLarge(""));
        }
        List<String> codings = codings(headers);
        return codings.isEmpty() || codings.equals(List.of(GZIP))
                ? Mono.empty()
                : Mono.fromSupplier(() -> unsupported(codings));
    }

    /** Without those that change nothing. */
    private static List<String> codings(HttpHeaders headers) {
        return headers.getValuesAsList(HttpHeaders.CONTENT_ENCODING).stream()
                .map(coding -> coding.toLowerCase(Locale.ROOT))
                .map(coding -> coding.equals("x-gzip") ? GZIP : coding)
                .filter(coding -> !coding.equals("identity"))
                .toList();
    }

    private static ProblemException unsupported(List<String> codings) {
        return new ProblemException(
                        Problem.UNSUPPORTED_MEDIA_TYPE,
                        "The body's Content-Encoding is '" + String.join(", ", codings)
                                + "'. Supported: gzip, once, or none.")
                .withHeader(HttpHeaders.ACCEPT_ENCODING, GZIP);
    }

    private ServerHttpRequest guarded(ServerHttpRequest request, AtomicBoolean ended) {
        boolean gzip = !codings(request.getHeaders()).isEmpty();
        HttpHeaders headers = gzip ? inflated(request.getHeaders()) : request.getHeaders();
        return new ServerHttpRequestDecorator(request) {

            @Override
            public HttpHeaders getHeaders() {
                return headers;
            }

            @Override
            public Flux<DataBuffer> getBody() {
                Flux<DataBuffer> sent =
                        limit.apply(timeout.apply(super.getBody().doOnComplete(() -> ended.set(true))), "");
                return gzip ? limit.apply(Gzip.inflate(sent), ", inflated,") : sent;
            }
        };
    }

    private static HttpHeaders inflated(HttpHeaders sent) {
        HttpHeaders headers = new HttpHeaders();
        headers.putAll(sent);
        headers.remove(HttpHeaders.CONTENT_ENCODING);
        headers.remove(HttpHeaders.CONTENT_LENGTH);
        return HttpHeaders.readOnlyHttpHeaders(headers);
    }
}

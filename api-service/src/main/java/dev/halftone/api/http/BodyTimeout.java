package dev.halftone.api.http;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fails the body of a request with a problem when its next bytes are asked for and do not come. */
@Component
final class BodyTimeout implements WebFilter {

    private static final int LOOKS = 8;

    private final Duration timeout;

    BodyTimeout(HttpSettings settings) {
        this.timeout = settings.readTimeout();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(
                exchange.mutate().request(watched(exchange.getRequest())).build());
    }

    private ServerHttpRequest watched(ServerHttpRequest request) {
        return new ServerHttpRequestDecorator(request) {
            @Override
            public Flux<DataBuffer> getBody() {
                return watch(super.getBody());
            }
        };
    }

    private Flux<DataBuffer> watch(Flux<DataBuffer> body) {
        return Flux.defer(() -> {
            Waiting waiting = new Waiting();
            return body.doOnRequest(waiting::forMore)
                    .doOnNext(_ -> waiting.oneCame())
                    .takeUntilOther(tooLong(waiting))
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
        });
    }

    private Mono<Void> tooLong(Waiting waiting) {
        return Flux.interval(timeout.dividedBy(LOOKS))
                .filter(_ -> waiting.time().compareTo(timeout) >= 0)
                .next()
                .flatMap(_ -> Mono.error(() -> new ProblemException(
                        Problem.REQUEST_TIMEOUT,
                        "For " + timeout.toSeconds()
                                + " s, nothing came of the body, which has not ended. Nothing was stored.")));
    }
}

package dev.halftone.api.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Writes the API's description once. springdoc would write it for every request, which anybody may send, and keep one for each
 * language that is asked for.
 */
@Component
@Order(OffTheEventLoop.ORDER + 1)
final class KeptDescription implements WebFilter {

    private static final List<String> PATHS = List.of("/v3/api-docs", "/v3/api-docs.yaml");

    private final ConcurrentMap<String, Answer> kept = new ConcurrentHashMap<>();

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        if (!PATHS.contains(path) || !exchange.getRequest().getMethod().equals(HttpMethod.GET)) {
            return chain.filter(exchange);
        }
        Answer answer = kept.get(path);
        return answer == null ? chain.filter(keeping(path, exchange)) : answer.write(exchange.getResponse());
    }

    private ServerWebExchange keeping(String path, ServerWebExchange exchange) {
        return exchange.mutate()
                .request(request -> request.headers(headers -> headers.remove(HttpHeaders.ACCEPT_LANGUAGE)))
                .response(new ServerHttpResponseDecorator(exchange.getResponse()) {
                    @Override
                    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                        return super.writeWith(DataBufferUtils.join(body).doOnNext(whole -> keep(path, this, whole)));
                    }
                })
                .build();
    }

    private void keep(String path, ServerHttpResponse response, DataBuffer whole) {
        if (HttpStatus.OK.equals(response.getStatusCode())) {
            ByteBuffer bytes = ByteBuffer.allocate(whole.readableByteCount());
            whole.toByteBuffer(bytes);
            kept.put(path, new Answer(response.getHeaders().getContentType(), bytes));
        }
    }

    private record Answer(@Nullable MediaType type, ByteBuffer bytes) {

        Mono<Void> write(ServerHttpResponse response) {
            response.getHeaders().setContentType(type);
            response.getHeaders().setContentLength(bytes.remaining());
            return response.writeWith(
                    Mono.fromSupplier(() -> response.bufferFactory().wrap(bytes.duplicate())));
        }
    }
}

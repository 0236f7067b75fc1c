package dev.halftone.api.access;

import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Data is no page: a browser that shows it as one runs and loads nothing. The pages have a policy of their own. */
class ApiContentPolicy implements ServerHttpHeadersWriter {

    private static final String DATA = "/v1/";
    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            if (exchange.getRequest().getPath().value().startsWith(DATA)) {
                HttpHeaders headers = exchange.getResponse().getHeaders();
                headers.set("Content-Security-Policy", POLICY);
            }
        });
    }
}

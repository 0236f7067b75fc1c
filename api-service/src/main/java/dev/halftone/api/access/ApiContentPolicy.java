package dev.halftone.api.access;

import dev.halftone.api.problem.DataHeaders;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.server.header.ServerHttpHeadersWriter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What a browser may do with an answer. The pages have a policy of their own, the API's description one here; all else is data. */
class ApiContentPolicy implements ServerHttpHeadersWriter {

    private static final String POLICY = "Content-Security-Policy";
    private static final List<String> DESCRIPTION = List.of("/docs", "/swagger-ui", "/webjars/");

    // Swagger UI writes styles into its elements
    private static final String OF_THE_DESCRIPTION =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public Mono<Void> writeHttpHeaders(ServerWebExchange exchange) {
        return Mono.fromRunnable(() -> {
            HttpHeaders headers = exchange.getResponse().getHeaders();
            String path = exchange.getRequest().getPath().value();
            if (DESCRIPTION.stream().anyMatch(path::startsWith)) {
                headers.set(POLICY, OF_THE_DESCRIPTION);
            } else if (!headers.containsHeader(POLICY)) {
                DataHeaders.write(headers);
            }
        });
    }
}

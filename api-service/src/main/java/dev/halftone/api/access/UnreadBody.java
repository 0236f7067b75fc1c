package dev.halftone.api.access;

import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** The body of a request that is refused before it is read. */
final class UnreadBody {

    private UnreadBody() {}

    /** Has the connection closed after the answer, if there is one: otherwise all of it would be read, for nothing. */
    static void close(ServerWebExchange exchange) {
        HttpHeaders request = exchange.getRequest().getHeaders();
        if (request.getContentLength() > 0 || request.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
            exchange.getResponse().getHeaders().setConnection("close");
        }
    }
}

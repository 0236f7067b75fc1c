package dev.halftone.api.access;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Where nobody needs a key, lets those requests through alone that mean this machine: any page that somebody here looks at could
 * send others, by a form or by a name of its own that leads to 127.0.0.1.
 */
class LocalRequests implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isLocal(exchange.getRequest()) ? chain.filter(exchange) : Mono.error(refused());
    }

    private static boolean isLocal(ServerHttpRequest request) {
        String origin = request.getHeaders().getFirst(HttpHeaders.ORIGIN);
        return isLoopback(request.getURI().getHost()) && (origin == null || isSame(origin, request.getURI()));
    }

    private static boolean isLoopback(@Nullable String host) {
        if (host == null) {
            return false;
        }
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        return address == null ? host.equalsIgnoreCase("localhost") : isLoopback(address);
    }

    private static boolean isLoopback(byte[] address) {
        try {
            return InetAddress.getByAddress(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }

    private static boolean isSame(String origin, URI asked) {
        return origin.equals(asked.getScheme() + "://" + asked.getAuthority());
    }

    private static ProblemException refused() {
        return new ProblemException(
                Problem.FORBIDDEN,
                "Without keys, this service answers requests that are sent to localhost, by no page of another site. Configure keys (halftone.access.admin-key) to use it otherwise.");
    }
}

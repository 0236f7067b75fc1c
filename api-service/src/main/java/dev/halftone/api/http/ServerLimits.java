package dev.halftone.api.http;

import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.http.server.HttpServer;

/** Ends requests that do not arrive and connections that nobody uses. */
@Component
final class ServerLimits implements NettyServerCustomizer {

    private final HttpSettings settings;

    ServerLimits(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.readTimeout(settings.stallTimeout())
                .requestTimeout(settings.requestTimeout())
                .idleTimeout(settings.idleTimeout());
    }
}

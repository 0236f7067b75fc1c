package dev.halftone.api.http;

import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Serves the API's description where reading files may block: springdoc reads its pages out of a jar, each time they are asked for. By
 * few threads, as anybody may ask, and before {@link KeptDescription} is looked at.
 */
@Component
@Order(OffTheEventLoop.ORDER)
final class OffTheEventLoop implements WebFilter, DisposableBean {

    static final int ORDER = 0;

    private static final List<String> DESCRIPTION = List.of("/docs", "/swagger-ui", "/webjars/", "/v3/api-docs");

    private final Scheduler few = Schedulers.newBoundedElastic(2, Integer.MAX_VALUE, "description");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String path = exchange.getRequest().getPath().value();
        Mono<Void> answer = chain.filter(exchange);
        return DESCRIPTION.stream().anyMatch(path::startsWith) ? answer.subscribeOn(few) : answer;
    }

    @Override
    public void destroy() {
        few.dispose();
    }
}

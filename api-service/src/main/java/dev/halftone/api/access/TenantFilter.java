package dev.halftone.api.access;

import dev.halftone.api.quota.RequestQuota;
import dev.halftone.api.tenant.Tenant;
import java.util.Optional;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Writes into the Reactor context of a request whose it is, once its tenant has a turn. A part of the security chain alone. */
class TenantFilter implements WebFilter {

    private final RequestQuota quota;

    TenantFilter(RequestQuota quota) {
        this.quota = quota;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return tenant().flatMap(
                        tenant -> tenant.map(it -> admit(it, exchange, chain)).orElseGet(() -> chain.filter(exchange)));
    }

    private static Mono<Optional<Tenant>> tenant() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(authentication -> Optional.ofNullable(authentication.getPrincipal())
                        .filter(Tenant.class::isInstance)
                        .map(Tenant.class::cast))
                .defaultIfEmpty(Optional.empty());
    }

    private Mono<Void> admit(Tenant tenant, ServerWebExchange exchange, WebFilterChain chain) {
        return quota.take(tenant, exchange.getResponse().getHeaders())
                .then(Mono.defer(() -> chain.filter(exchange)))
                .contextWrite(tenant::in);
    }
}

package dev.halftone.api.access;

import dev.halftone.api.meter.ApiMeter;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenancy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.http.HttpHeaders;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.security.web.server.authorization.ServerAccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Answers who has no key, or one that does not open what was asked for. */
@Component
class Refusal implements ServerAuthenticationEntryPoint, ServerAccessDeniedHandler {

    private static final String CHALLENGE = "Bearer realm=\"halftone\"";
    private static final String NO_KEYS =
            "This service was started without keys, and has none to administer. Set halftone.access.admin-key.";
    private static final String HOW_TO = " Send a valid one as 'Authorization: Bearer ht_…'.";

    private final Tenancy tenancy;
    private final Counter refused;

    Refusal(Tenancy tenancy, MeterRegistry meters) {
        this.tenancy = tenancy;
        this.refused = ApiMeter.ACCESS_REFUSED.counter(meters);
    }

    @Override
    public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException error) {
        if (tenancy == Tenancy.ONE) {
            return refuse(exchange, CHALLENGE, Problem.FORBIDDEN, NO_KEYS);
        }
        return error instanceof OAuth2AuthenticationException invalid
                ? refuse(
                        exchange,
                        CHALLENGE + ", error=\"invalid_token\"",
                        Problem.UNAUTHENTICATED,
                        invalid.getMessage() + HOW_TO)
                : refuse(exchange, CHALLENGE, Problem.UNAUTHENTICATED, "The request has no key." + HOW_TO);
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, AccessDeniedException error) {
        return refuse(
                exchange,
                CHALLENGE + ", error=\"insufficient_scope\"",
                Problem.FORBIDDEN,
                "The admin key administers and reads no jobs; every other key reads and writes its tenant's jobs alone.");
    }

    private Mono<Void> refuse(ServerWebExchange exchange, String challenge, Problem problem, String detail) {
        refused.increment();
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, challenge);
        return Mono.error(new ProblemException(problem, detail));
    }
}

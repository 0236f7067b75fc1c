package dev.halftone.api.access;

import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtReactiveAuthenticationManager;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells whose a bearer token is: a key of ours, the admin key, or a token of the identity provider, if there is one. */
@Component
class BearerAuthentication implements ReactiveAuthenticationManager {

    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final String UNKNOWN_KEY = "The key is not known, has expired or was revoked.";

    private final AccessSettings settings;
    private final KnownKeys keys;
    private final @Nullable ReactiveAuthenticationManager tokens;

    BearerAuthentication(AccessSettings settings, KnownKeys keys, ObjectProvider<ReactiveJwtDecoder> decoder) {
        this.settings = settings;
        this.keys = keys;
        ReactiveJwtDecoder found = decoder.getIfAvailable();
        this.tokens = found == null ? null : new JwtReactiveAuthenticationManager(found);
    }

    @Override
    public Mono<Authentication> authenticate(Authentication sent) {
        BearerTokenAuthenticationToken bearer = (BearerTokenAuthenticationToken) sent;
        String token = bearer.getToken();
        if (isAdminKey(token)) {
            return Mono.just(Role.ADMIN.of("the administrator"));
        }
        return tokens == null || token.startsWith(KeySecret.PREFIX) ? ofKey(token) : ofToken(tokens, bearer);
    }

    /** In a time that does not tell how much of it is right. */
    private boolean isAdminKey(String token) {
        return settings.hasAdminKey() && MessageDigest.isEqual(bytes(settings.adminKey()), bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Mono<Authentication> ofKey(String token) {
        return Mono.justOrEmpty(KeySecret.parse(token))
                .flatMap(keys::find)
                .map(key -> Role.CLIENT.of(key.owner()))
                .switchIfEmpty(Mono.error(() -> new InvalidBearerTokenException(UNKNOWN_KEY)));
    }

    private Mono<Authentication> ofToken(ReactiveAuthenticationManager tokens, Authentication bearer) {
        return tokens.authenticate(bearer)
                .onErrorMap(AuthenticationServiceException.class, BearerAuthentication::away)
                .map(authentication -> Role.CLIENT.of(tenantOf(((JwtAuthenticationToken) authentication).getToken())));
    }

    private static ProblemException away(AuthenticationServiceException error) {
        return ProblemException.unavailable("The identity provider's keys cannot be read.", AGAIN, error);
    }

    private Tenant tenantOf(Jwt token) {
        try {
            return new Tenant(token.getClaims().get(settings.tenantClaim()) instanceof String name ? name : "");
        } catch (IllegalArgumentException e) {
            throw new InvalidBearerTokenException(
                    "The token's claim '" + settings.tenantClaim() + "' does not name a tenant.", e);
        }
    }
}

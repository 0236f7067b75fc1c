package dev.halftone.api.access;

import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may use the api. Without an admin key and without an issuer of tokens
 * ({@code spring.security.oauth2.resourceserver.jwt.*}), everybody who reaches it, and then it must listen on loopback.
 *
 * @param adminKey with which keys are made and revoked; empty: there is no administration
 * @param memory how long what PostgreSQL said of a key is gone by, and so how long a revoked key may still work
 * @param keysInMemory how many keys, valid or not, that is remembered of
 * @param overlap how long a key still works after another was made in its stead, where nothing else is asked for
 * @param providerMemory how long what the identity provider answered, a failure included, is not asked for again, and so how long a
 *     new key of its own may not work yet
 * @param tenantClaim of a token: whose it is
 */
@ConfigurationProperties("halftone.access")
record AccessSettings(
        @DefaultValue("") String adminKey,
        @DefaultValue("10s") Duration memory,
        @DefaultValue("10000") int keysInMemory,
        @DefaultValue("24h") Duration overlap,
        @DefaultValue("10s") Duration providerMemory,
        @DefaultValue("tenant") String tenantClaim) {

    private static final int SHORTEST = 32;
    private static final Pattern SENDABLE = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    AccessSettings {
        if (!adminKey.isEmpty()
                && (adminKey.length() < SHORTEST || !SENDABLE.matcher(adminKey).matches())) {
            throw new IllegalArgumentException(
                    "halftone.access.admin-key has at least 32 letters, digits and . _ ~ + / - =, such as openssl rand -hex 32 gives");
        }
        if (!memory.isPositive() || keysInMemory < 1 || overlap.isNegative() || !providerMemory.isPositive()) {
            throw new IllegalArgumentException(
                    "halftone.access: memory, provider-memory and keys-in-memory are above 0, overlap is not negative");
        }
    }

    boolean hasAdminKey() {
        return !adminKey.isEmpty();
    }

    @Override
    public String toString() {
        return "AccessSettings[" + (hasAdminKey() ? "with" : "without") + " an admin key]";
    }
}

package dev.halftone.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.halftone.api.servers.KeyedApi;
import dev.halftone.api.servers.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Tokens of an identity provider, which publishes its keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String PREFIX = "--spring.security.oauth2.resourceserver.jwt.";

    private final RSAKey key = newKey();
    private final AtomicInteger asked = new AtomicInteger();
    private final DisposableServer provider = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get("/keys", (_, answer) -> {
                asked.incrementAndGet();
                return answer.header("Content-Type", "application/json")
                        .sendString(Mono.just(new JWKSet(key.toPublicJWK()).toString()));
            }))
            .bindNow();
    private final KeyedApi api = KeyedApi.start(
            TestDatabase.create(),
            PREFIX + "jwk-set-uri=http://127.0.0.1:" + provider.port() + "/keys",
            PREFIX + "audiences=halftone",
            "--halftone.access.provider-memory=5m",
            "--halftone.access.tenant-claim=org");

    @AfterAll
    void stop() {
        api.stop();
        provider.disposeNow(PATIENCE);
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyID("k").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .audience("halftone")
                .claim("org", "shop")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    private static String signed(RSAKey key, JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(key, "k", claims);
    }

    private static String signed(RSAKey key, String name, JWTClaimsSet.Builder claims) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(name).build(), claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private WebTestClient.ResponseSpec jobs(String token) {
        return api.withKey(token).get().uri("/v1/jobs").exchange();
    }

    @Test
    void aTokenOpensTheJobsOfTheTenantThatItsClaimNames() throws Exception {
        api.api().database().acceptJob(1);
        jobs(signed(key, claims())).expectStatus().isOk().expectBody().json("{\"jobs\": []}");
        jobs(signed(key, claims().claim("org", "default")))
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.jobs.length()")
                .isEqualTo(1);
        api.withKey(signed(key, claims()))
                .get()
                .uri("/v1/admin/keys")
                .exchange()
                .expectStatus()
                .isForbidden();
    }

    @Test
    void keysWorkBesideTokens() {
        api.tenant("shop").get().uri("/v1/jobs").exchange().expectStatus().isOk();
    }

    @Test
    void theProviderIsAskedNoMoreOftenForTokensThatNameUnknownKeys() throws Exception {
        for (int count = 0; count < 20; count++) {
            jobs(signed(newKey(), "unknown-" + count, claims())).expectStatus().isUnauthorized();
        }
        jobs(signed(key, claims())).expectStatus().isOk();
        assertThat(asked.get()).isOne();
    }

    @Test
    void aTokenThatIsNotRightIsRefused() throws Exception {
        for (String token : new String[] {
            signed(newKey(), claims()),
            new PlainJWT(claims().build()).serialize(),
            signed(key, claims().expirationTime(Date.from(Instant.now().minusSeconds(600)))),
            signed(key, claims().audience("another-service")),
            signed(key, claims().claim("org", null)),
            signed(key, claims().claim("org", "a tenant")),
            signed(key, claims()).replace('.', '_')
        }) {
            jobs(token)
                    .expectStatus()
                    .isUnauthorized()
                    .expectHeader()
                    .valueMatches("WWW-Authenticate", ".*invalid_token.*");
        }
    }
}

package dev.halftone.standalone.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The calls of the API that take the admin key. Every call waits for its answer. */
public final class KeyAdministration implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String KEYS = "/v1/admin/keys";

    private final URI base;
    private final String adminKey;
    private final HttpAnswers answers = new HttpAnswers();

    public KeyAdministration(URI base, String adminKey) {
        this.base = base;
        this.adminKey = adminKey;
    }

    /** A key that was just made, and its secret, which is told once. */
    public record MadeKey(String secret, KeptKey key) {}

    /** A key, as it is kept. */
    public record KeptKey(
            String id,
            String tenant,
            String name,
            String hint,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {}

    private record KeyList(List<KeptKey> keys) {}

    /** @throws ApiException if the API refuses */
    public MadeKey create(String tenant, String name, @Nullable Instant expiresAt) throws IOException {
        Map<String, String> wanted = new LinkedHashMap<>(Map.of("tenant", tenant, "name", name));
        if (expiresAt != null) {
            wanted.put("expiresAt", expiresAt.toString());
        }
        String body = JsonMapper.shared().writeValueAsString(wanted);
        return answers.json(
                request(KEYS)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                MadeKey.class);
    }

    /** The latest, latest first. */
    public List<KeptKey> list(@Nullable String tenant) throws IOException {
        String query = tenant == null ? "" : "?tenant=" + encoded(tenant);
        return Objects.requireNonNull(
                answers.json(request(KEYS + query).build(), KeyList.class).keys());
    }

    /**
     * Makes a key in another's stead.
     *
     * @param overlap how long the other still works, such as {@code 24h}
     */
    public MadeKey rotate(String id, @Nullable String overlap) throws IOException {
        String query = overlap == null ? "" : "?overlap=" + encoded(overlap);
        return answers.json(
                request(KEYS + "/" + encoded(id) + "/rotate" + query)
                        .POST(BodyPublishers.noBody())
                        .build(),
                MadeKey.class);
    }

    public void revoke(String id) throws IOException {
        answers.body(request(KEYS + "/" + encoded(id)).DELETE().build()).close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + adminKey);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        answers.close();
    }
}

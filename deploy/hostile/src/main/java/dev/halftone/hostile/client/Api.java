package dev.halftone.hostile.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the api as several tenants, and keeps an eye on what it is told. */
public final class Api {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BOUNDARY = "a-part-of-the-submission";
    private static final int ACCEPTED = 202;
    private static final int UNPROCESSABLE = 422;
    private static final int PAGE = 1000;

    private final HttpClient http;
    private final URI base;
    private final String adminKey;
    private final Disclosures disclosures = new Disclosures();

    public Api(HttpClient http, URI base, String adminKey) {
        this.http = http;
        this.base = base;
        this.adminKey = adminKey;
    }

    public Disclosures disclosures() {
        return disclosures;
    }

    /** A key of a tenant, who may ask without limit. */
    public String key(String tenant) throws IOException, InterruptedException {
        JsonNode made = answer(
                201,
                request("/v1/admin/keys", adminKey)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("tenant", tenant, "name", "hostile run")))));
        return made.path("secret").asString("");
    }

    /** Gives what can be accepted; a job of nothing if all is rejected. */
    public Job submit(String key, List<Item> items, Map<String, String> fields)
            throws IOException, InterruptedException {
        StringBuilder form = new StringBuilder(part("mode", "lenient"));
        fields.forEach((name, value) -> form.append(part(name, value)));
        form.append(part("file\"; filename=\"products.csv", csv(items)))
                .append("--")
                .append(BOUNDARY)
                .append("--\r\n");
        HttpResponse<String> response = send(request("/v1/jobs", key)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofString(form.toString())));
        if (response.statusCode() != ACCEPTED && response.statusCode() != UNPROCESSABLE) {
            throw new IOException("a submission was answered with " + response.statusCode() + " " + response.body());
        }
        return new Job(JSON.readTree(response.body()).path("requestId").asString(""), key, items);
    }

    public void cancel(Job job) throws IOException, InterruptedException {
        send(request("/v1/jobs/" + job.requestId() + "/cancel", job.key()).POST(BodyPublishers.noBody()));
    }

    /** How each item of a job ended that has. */
    public List<Ending> endings(Job job) throws IOException, InterruptedException {
        Map<String, JsonNode> images = images(job);
        List<Ending> endings = new ArrayList<>();
        for (Item item : job.items()) {
            endings.add(ending(item, images.get(item.name())));
        }
        return endings;
    }

    private static Ending ending(Item item, @Nullable JsonNode image) {
        if (image == null) {
            return new Ending(item, Item.REJECTED, null);
        }
        String status = image.path("status").asString("");
        String endedAt = image.path("endedAt").asString(null);
        return new Ending(
                item,
                status.equals("failed") ? image.path("reason").asString("") : status,
                endedAt == null ? null : Instant.parse(endedAt));
    }

    /** By the serial number, which is the item's name. */
    private Map<String, JsonNode> images(Job job) throws IOException, InterruptedException {
        Map<String, JsonNode> images = new HashMap<>();
        String after = "";
        while (after != null && !job.requestId().isEmpty()) {
            JsonNode page = get(
                    "/v1/jobs/" + job.requestId() + "/images?limit=" + PAGE
                            + (after.isEmpty() ? "" : "&after=" + after),
                    job);
            page.path("images")
                    .forEach(image -> images.put(image.path("serialNumber").asString(""), image));
            after = page.path("next").asString(null);
        }
        return images;
    }

    /** The attempts of its webhook: a status or an error each. */
    public List<String> attempts(Job job) throws IOException, InterruptedException {
        List<String> attempts = new ArrayList<>();
        get("/v1/jobs/" + job.requestId() + "/deliveries", job)
                .path("deliveries")
                .forEach(delivery -> delivery.path("attempts")
                        .forEach(attempt -> attempts.add(attempt.path("error")
                                .asString(attempt.path("httpStatus").asString("")))));
        return attempts;
    }

    private JsonNode get(String path, Job job) throws IOException, InterruptedException {
        return answer(200, request(path, job.key()));
    }

    private JsonNode answer(int expected, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request);
        if (response.statusCode() != expected) {
            throw new IOException(
                    response.request().uri() + " answered " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        disclosures.hear(response.body());
        return response;
    }

    private HttpRequest.Builder request(String path, String key) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }

    private static String csv(List<Item> items) {
        StringBuilder csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        items.forEach(item -> csv.append(item.name())
                .append(",hostile,\"")
                .append(item.url().replace("\"", "\"\""))
                .append("\"\n"));
        return csv.toString();
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }
}

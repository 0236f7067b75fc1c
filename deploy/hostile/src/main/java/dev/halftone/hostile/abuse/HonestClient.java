package dev.halftone.hostile.abuse;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A client of another tenant that submits a small job, looks at it and fetches its report, and notes how long each takes. */
final class HonestClient implements Closeable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofMillis(50);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final String key;
    private final String manifest;
    private final List<String> failures = new ArrayList<>();
    private final List<String> jobs = new ArrayList<>();

    /** @param image that its jobs are of */
    HonestClient(URI base, String key, String image) {
        this.base = base;
        this.key = key;
        this.manifest = "S. No.,Product Name,Input Image Urls\n1,Beanie," + image + "\n";
    }

    /** So many rounds at least, for so long at least, one after the other. */
    Latencies rounds(int many, Duration least) throws InterruptedException {
        Latencies latencies = new Latencies();
        long begun = System.nanoTime();
        for (int round = 0; round < many || System.nanoTime() - begun < least.toNanos(); round++) {
            try {
                round(latencies);
            } catch (IOException e) {
                failures.add(e.toString());
            }
            Thread.sleep(BETWEEN);
        }
        return latencies;
    }

    private void round(Latencies latencies) throws IOException, InterruptedException {
        String answer = timed(
                latencies,
                202,
                request("/v1/jobs").header("Content-Type", "text/csv").POST(BodyPublishers.ofString(manifest)));
        String job = JSON.readTree(answer).path("requestId").asString("");
        jobs.add(job);
        timed(latencies, 200, request("/v1/jobs/" + job));
        timed(latencies, 200, request("/v1/jobs/" + job + "/report.csv"));
    }

    private String timed(Latencies latencies, int expected, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        latencies.add(System.nanoTime() - begun);
        if (response.statusCode() != expected) {
            throw new IOException(
                    response.request().uri().getPath() + " answered " + response.statusCode() + " " + response.body());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }

    /** What it was not given. */
    List<String> failures() {
        return failures;
    }

    List<String> jobs() {
        return jobs;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}

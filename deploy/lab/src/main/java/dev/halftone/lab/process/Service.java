package dev.halftone.lab.process;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** An api or a worker, and where it answers. */
public record Service(Program program, int port) {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public String name() {
        return program.name();
    }

    public boolean isReady(HttpClient http) throws InterruptedException {
        try {
            return program.isAlive() && readiness(http).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    /** What it says of itself and of the parts it needs. */
    public HttpResponse<String> readiness(HttpClient http) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address().resolve("/actuator/health/readiness"))
                .timeout(PATIENCE)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public String toString() {
        return program.toString();
    }
}

package dev.halftone.standalone.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Sends requests and reads answers; what is not answered as hoped is an exception that says why. */
final class HttpAnswers implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /** Whatever the status. The caller closes the body. */
    HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(request.uri() + " was not waited for");
        } catch (IOException e) {
            throw new IOException(request.method() + " " + request.uri() + " is not answered: " + e, e);
        }
    }

    /** The body of a success. The caller closes it. */
    InputStream body(HttpRequest request) throws IOException {
        HttpResponse<InputStream> response = send(request);
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw new ApiException(failure(request, response.statusCode(), body));
        }
    }

    <T> T json(HttpRequest request, Class<T> type) throws IOException {
        try (InputStream body = body(request)) {
            return json(body, type);
        }
    }

    <T> T json(InputStream body, Class<T> type) throws IOException {
        try {
            return JSON.readValue(body, type);
        } catch (JacksonException e) {
            throw new IOException("an answer of the API cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private String failure(HttpRequest request, int status, InputStream body) throws IOException {
        String what = request.method() + " " + request.uri().getPath() + " is answered with status " + status;
        try {
            return JSON.readValue(body, ProblemAnswer.class).message() + " (" + what + ")";
        } catch (JacksonException e) {
            return what;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

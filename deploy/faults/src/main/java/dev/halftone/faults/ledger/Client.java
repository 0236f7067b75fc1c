package dev.halftone.faults.ledger;

import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to the apis as anybody would. */
public final class Client {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String JOBS = "/v1/jobs";
    private static final String BOUNDARY = "a-part-of-the-submission";
    private static final String FORM = "multipart/form-data; boundary=" + BOUNDARY;
    private static final Duration SUBMIT = Duration.ofSeconds(60);
    private static final Duration READ = Duration.ofSeconds(5);

    private final HttpClient http;
    private final String origin;
    private final String receiver;

    /**
     * @param origin what the URLs of images begin with
     * @param receiver what the URLs of webhooks begin with
     */
    public Client(HttpClient http, String origin, String receiver) {
        this.http = http;
        this.origin = origin;
        this.receiver = receiver;
    }

    /** Returns at once; the submission learns its answer. */
    public void submit(Submission submission, Service api, @Nullable String idempotencyKey) {
        submit(submission, api, idempotencyKey, SUBMIT);
    }

    /** Likewise; the client goes away when it has waited that long. */
    public void submit(Submission submission, Service api, @Nullable String idempotencyKey, Duration patience) {
        HttpRequest.Builder request = HttpRequest.newBuilder(api.address().resolve(JOBS))
                .timeout(patience)
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString(form(submission)));
        if (idempotencyKey != null) {
            request.header("Idempotency-Key", '"' + idempotencyKey + '"');
        }
        Thread.ofVirtual().name("submit-" + submission.tag()).start(() -> send(submission, request.build()));
    }

    private void send(Submission submission, HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            JsonNode body = JSON.readTree(response.body());
            submission.answered(
                    new Answer(response.statusCode(), body.path("requestId").asString(null), response.body()));
        } catch (IOException | RuntimeException e) {
            submission.answered(Answer.none(e.toString()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            submission.answered(Answer.none("interrupted"));
        }
    }

    /** Sends the head and half of the body, and then nothing more until the socket is closed. No answer is waited for. */
    public Socket submitHalf(Submission submission, Service api) throws IOException {
        byte[] form = form(submission).getBytes(StandardCharsets.UTF_8);
        String head = "POST " + JOBS + " HTTP/1.1\r\nHost: 127.0.0.1:" + api.port() + "\r\nContent-Type: " + FORM
                + "\r\nContent-Length: " + form.length + "\r\n\r\n";
        submission.answered(Answer.none("half was sent"));
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), api.port());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(form, 0, form.length / 2);
        socket.getOutputStream().flush();
        return socket;
    }

    private String form(Submission submission) {
        return part("webhookUrl", receiver + submission.path())
                + part("webhookSecret", submission.secret())
                + part("file\"; filename=\"products.csv", submission.csv(origin))
                + "--" + BOUNDARY + "--\r\n";
    }

    private static String part(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + content + "\r\n";
    }

    /** Asks for the end of a job. */
    public int cancel(Service api, String requestId) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(api.address().resolve("/v1/jobs/" + requestId + "/cancel"))
                .timeout(SUBMIT)
                .POST(BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.discarding()).statusCode();
    }

    /**
     * What an api says of a job now.
     *
     * @throws IOException if it does not answer, or answers with another status than 200
     */
    public Sighting look(Service api, String requestId) throws IOException, InterruptedException {
        URI job = api.address().resolve("/v1/jobs/" + requestId);
        HttpResponse<String> response =
                http.send(HttpRequest.newBuilder(job).timeout(READ).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(api.name() + " answers " + response.statusCode() + " for " + requestId);
        }
        return Sighting.of(api.name(), JSON.readTree(response.body()));
    }
}

package dev.halftone.standalone.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTTP API as a client sees it. Every call waits for its answer. */
public final class HalftoneApi implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(10);
    private static final String JOBS = "/v1/jobs";
    private static final String KEY_NEEDED = "/problems/unauthenticated";

    private final URI base;
    private final String key;
    private final HttpAnswers answers = new HttpAnswers();

    /** @param key what the API is asked with; empty: it asks for none */
    public HalftoneApi(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    public URI address() {
        return base;
    }

    /** Whether it is Halftone that answers there, with or without a key. */
    public boolean answers() {
        try {
            // without the key, which may be wrong
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/problems"))
                    .timeout(PATIENCE)
                    .build();
            return Arrays.stream(answers.json(request, ProblemAnswer[].class))
                    .anyMatch(problem -> KEY_NEEDED.equals(problem.type()));
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Submits a manifest, of the format that its name says.
     *
     * @param options such as {@code pipeline} and {@code mode}
     * @throws RejectedManifestException if it is rejected, saying where and why
     * @throws ApiException if it is not accepted for another reason
     */
    public SubmittedJob submit(Path manifest, Map<String, String> options)
            throws IOException, RejectedManifestException {
        HttpRequest.Builder request = request(JOBS + query(options))
                .timeout(UPLOAD_PATIENCE)
                .header("Content-Type", Manifest.mediaType(manifest))
                .POST(BodyPublishers.ofFile(manifest));
        if (Manifest.isPacked(manifest)) {
            request.header("Content-Encoding", "gzip");
        }
        HttpResponse<InputStream> response = answers.send(request.build());
        try (InputStream body = response.body()) {
            if (response.statusCode() / 100 == 2) {
                return answers.json(body, SubmittedJob.class);
            }
            ProblemAnswer problem = answers.json(body, ProblemAnswer.class);
            if (problem.rejectedRows() != null && problem.errors() != null) {
                throw new RejectedManifestException(problem.message(), problem.errors());
            }
            throw new ApiException(problem.message());
        }
    }

    public JobProgress progress(String requestId) throws IOException {
        return answers.json(get(JOBS + "/" + requestId), JobProgress.class);
    }

    /** Hands over every image that ended, in the manifest's order, a page at a time. */
    void images(String requestId, ImagePages pages) throws IOException {
        String next = null;
        do {
            String after = next == null ? "" : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            ImagePage page = answers.json(get(JOBS + "/" + requestId + "/images?limit=200" + after), ImagePage.class);
            pages.accept(page.images());
            next = page.next();
        } while (next != null);
    }

    public void report(String requestId, Path target) throws IOException {
        save(get(JOBS + "/" + requestId + "/report.csv"), target);
    }

    /** Fetches what an output URL leads to; the file is whole or not there. */
    public void download(URI url, Path target) throws IOException {
        save(HttpRequest.newBuilder(base.resolve(url)).timeout(PATIENCE).build(), target);
    }

    private void save(HttpRequest request, Path target) throws IOException {
        Path draft = target.resolveSibling(target.getFileName() + ".part");
        try (InputStream body = answers.body(request)) {
            Files.copy(body, draft, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
    }

    private HttpRequest get(String path) {
        return request(path).timeout(PATIENCE).build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    private static String query(Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + "=" + URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", options.isEmpty() ? "" : "?", ""));
    }

    @Override
    public void close() {
        answers.close();
    }

    /** Takes one page after the other. */
    interface ImagePages {
        void accept(List<ImageResult> page) throws IOException;
    }

    private record ImagePage(
            List<ImageResult> images, @Nullable String next) {}
}

package dev.halftone.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.halftone.event.WebhookSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The main job, and what the whole system must do with it, on whichever servers it runs. */
abstract class WholeFlow {

    static final Path MANIFEST = Path.of("../../samples/products.csv");
    static final Path PHOTO = Path.of("../../samples/products/mugs.jpg");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int IMAGES = 20;
    static final JsonMapper JSON = new JsonMapper();
    static final HttpClient HTTP = HttpClient.newHttpClient();

    /** Of the HTTP API. */
    abstract URI api();

    /** Of the sample photos. */
    abstract URI samples();

    abstract WebhookReceiver webhooks();

    @Test
    void everyImageOfTheSamplesIsStoredAtMostHalfItsSizeOrMarked() throws Exception {
        String job = submit("/v1/jobs").get("requestId").asString();
        JsonNode end = end(job);

        List<JsonNode> images = images(job);
        assertThat(images).filteredOn(image -> image.has("reason")).isEmpty();
        assertThat(end.get("status").asString()).isEqualTo("completed");
        assertThat(end.get("succeeded").asInt()).isEqualTo(IMAGES);
        assertThat(images).hasSize(IMAGES).allSatisfy(image -> {
            JsonNode stored = image.get("renditions").get(0);
            long sourceBytes = image.get("source").get("bytes").asLong();
            if (stored.get("ending").asString().equals("target_met")) {
                assertThat(stored.get("bytes").asLong()).isLessThanOrEqualTo(sourceBytes / 2);
            } else {
                assertThat(stored.get("ending").asString()).isIn("quality_floor", "already_small");
                assertThat(stored.get("bytes").asLong()).isLessThanOrEqualTo(sourceBytes);
            }
            assertThat(get(stored.get("url").asString()))
                    .satisfies(WholeFlow::isAnImage)
                    .hasSize(stored.get("bytes").asInt());
        });
        assertThat(end.get("bytesOut").asLong())
                .isEqualTo(images.stream()
                        .mapToLong(image ->
                                image.get("renditions").get(0).get("bytes").asLong())
                        .sum());
    }

    @Test
    void theReportHasTheManifestsColumnsAndUrlsThatAnswerWithTheImages() throws Exception {
        String job = submit("/v1/jobs").get("requestId").asString();
        end(job);

        String report = new String(get(api() + "/v1/jobs/" + job + "/report.csv"), StandardCharsets.UTF_8);
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(report)) {
            List<NamedCsvRecord> rows = reader.stream().toList();
            assertThat(rows).hasSize(12);
            assertThat(rows.getFirst().getHeader())
                    .startsWith("S. No.", "Product Name", "Input Image Urls", "Output Image Urls");
            assertThat(rows.get(5).getField("Product Name")).isEqualTo("Dress, \"Evening\"");
            assertThat(rows).allSatisfy(row -> {
                List<String> outputs = List.of(row.getField("Output Image Urls").split(","));
                assertThat(outputs)
                        .hasSameSizeAs(row.getField("Input Image Urls").split(","));
                assertThat(outputs).allSatisfy(url -> isAnImage(get(url)));
            });
        }
    }

    @Test
    void theEndIsToldToTheWebhookWithASignatureThatAnIndependentLibraryAccepts() throws Exception {
        JsonNode accepted = submit("/v1/jobs?webhookUrl=" + webhooks().address());
        String job = accepted.get("requestId").asString();

        WebhookReceiver.Received told = webhooks().next(PATIENCE);

        told.verify(accepted.get("webhookSecret").asString());
        assertThatThrownBy(() -> told.verify(WebhookSecret.generate().text())).isNotNull();
        JsonNode event = JSON.readTree(told.body());
        assertThat(event.get("type").asString()).isEqualTo("job.completed");
        assertThat(event.get("data").get("requestId").asString()).isEqualTo(job);
        assertThat(event.get("data").get("succeeded").asInt()).isEqualTo(IMAGES);
        assertThat(end(job).get("status").asString()).isEqualTo("completed");
    }

    @Test
    void aFailedImageSaysWhyAndTheOthersAreMade() throws Exception {
        String manifest = """
                S. No.,Product Name,Input Image Urls
                1,Mugs,"%s/mugs.jpg, %s/missing.jpg"
                """.formatted(samples(), samples());
        String job = submit("/v1/jobs", manifest).get("requestId").asString();
        JsonNode end = end(job);

        assertThat(end.get("status").asString()).isEqualTo("completed_with_errors");
        assertThat(end.get("succeeded").asInt()).isEqualTo(1);
        assertThat(images(job))
                .extracting(image -> image.path("reason").asString(""))
                .containsExactly("", "http_status");
    }

    static void isAnImage(byte[] bytes) {
        boolean jpeg = (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8;
        boolean png = (bytes[0] & 0xff) == 0x89 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G';
        assertThat(jpeg || png).isTrue();
    }

    JsonNode submit(String path) throws Exception {
        return submit(
                path, Files.readString(MANIFEST).replace("{origin}", samples().toString()));
    }

    /** @param headers names and values, by turns */
    JsonNode submit(String path, String csv, String... headers) throws Exception {
        HttpRequest.Builder request = request(path, "text/csv");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(csv)));
    }

    JsonNode submitAs(String path, String type, String manifest) throws Exception {
        return send(request(path, type).POST(HttpRequest.BodyPublishers.ofString(manifest)));
    }

    HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(URI.create(api() + path)).header("Content-Type", type);
    }

    static JsonNode send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return JSON.readTree(response.body());
    }

    /** The job's answer once it is over; until then, at every poll, its counts add up. */
    JsonNode end(String job) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode answer = JSON.readTree(get(api() + "/v1/jobs/" + job));
            int ended = answer.get("succeeded").asInt()
                    + answer.get("failed").asInt()
                    + answer.get("cancelled").asInt();
            assertThat(ended + answer.get("pending").asInt())
                    .isEqualTo(answer.get("images").asInt());
            if (answer.hasNonNull("completedAt")) {
                return answer;
            }
            assertThat(System.nanoTime()).as(answer.toString()).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    List<JsonNode> images(String job) throws Exception {
        JsonNode page = JSON.readTree(get(api() + "/v1/jobs/" + job + "/images?limit=1000"));
        return page.get("images").valueStream().toList();
    }

    static byte[] get(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> response =
                HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).as(url).isEqualTo(200);
        return response.body();
    }
}

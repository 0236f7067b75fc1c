package dev.halftone.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.Steps;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every other way in than a CSV, and what can be asked of what came in. */
abstract class EveryWayIn extends WholeFlow {

    private static final int MOST_RENDITIONS = 8;

    /** Of the first page that has all of them. */
    private static final String ALL = "?limit=200";

    @Test
    void everyOperationThatIsListedMakesAnImage() throws Exception {
        List<String> steps = Steps.ONE_OF_EACH.stream()
                .map(step -> step.replace('\'', '"'))
                // has a test of its own, as it needs an image to lay on
                .filter(step -> !step.contains("\"watermark\""))
                .toList();
        assertThat(JSON.readTree(get(api() + "/v1/operations")).valueStream())
                .extracting(operation -> operation.get("name").asString())
                .filteredOn(name -> !name.equals("watermark"))
                .allMatch(name -> steps.stream().anyMatch(step -> step.contains("\"operation\":\"" + name + "\"")));
        for (int from = 0; from < steps.size(); from += MOST_RENDITIONS) {
            List<String> some = steps.subList(from, Math.min(from + MOST_RENDITIONS, steps.size()));
            JsonNode made = imagesOf(list("?renditions=" + encoded(renditions(some)), "mugs.jpg"))
                    .getFirst()
                    .get("renditions");
            assertThat(made.valueStream())
                    .hasSize(some.size())
                    .allSatisfy(rendition -> assertThat(get(rendition.get("url").asString()))
                            .hasSize(rendition.get("bytes").asInt()));
        }
    }

    @Test
    void severalRenditionsAreColumnsOfTheReport() throws Exception {
        String job = list(
                "?renditions="
                        + encoded("[{\"name\":\"card\",\"pipeline\":[{\"operation\":\"resize\",\"width\":200}]},"
                                + "{\"name\":\"thumb\",\"pipeline\":[{\"operation\":\"thumbnail\",\"size\":64}]}]"),
                "mugs.jpg");
        assertThat(end(job).get("status").asString()).isEqualTo("completed");
        String report = new String(get(api() + "/v1/jobs/" + job + "/report.csv"), StandardCharsets.UTF_8);
        assertThat(report.lines().findFirst().orElseThrow()).contains("card", "thumb");
    }

    @Test
    void monitoringCountsWhatEnded() throws Exception {
        imagesOf(list("", "mugs.jpg", "missing.jpg"));
        List<JsonNode> jobs = JSON.readTree(get(api() + "/v1/jobs" + ALL))
                .get("jobs")
                .valueStream()
                .toList();
        JsonNode total = JSON.readTree(get(api() + "/v1/monitoring")).get("total");
        for (String count : List.of("succeeded", "failed", "bytesIn", "bytesOut")) {
            assertThat(total.get(count).asLong())
                    .as(count)
                    .isEqualTo(jobs.stream()
                            .mapToLong(job -> job.get(count).asLong())
                            .sum());
        }
        assertThat(total.at("/failures/http_status").asLong()).isPositive();
    }

    @Test
    void theHistoryIsNewestFirstAndHasItsFilters() throws Exception {
        String job = list("", "mugs.jpg", "missing.jpg");
        imagesOf(job);
        assertThat(history("?job=" + job + "&status=failed"))
                .singleElement()
                .satisfies(image -> assertThat(image.get("reason").asString()).isEqualTo("http_status"));
        assertThat(history("?status=pending")).isEmpty();
        assertThat(history("?limit=2").getFirst().get("id").asString()).startsWith(job);
    }

    @Test
    void anImageInADocumentIsMadeLikeTheSameBehindAUrl() throws Exception {
        String data = Base64.getEncoder().encodeToString(Files.readAllBytes(PHOTO));
        String document = """
                {"images": [{"name": "here", "data": "data:image/jpeg;base64,%s"}, {"name": "there", "url": "%s/mugs.jpg"}],
                 "filters": [{"name": "resize", "params": {"width": 300}}]}
                """.formatted(data, samples());
        String job = submitAs("/v1/jobs", "application/json", document)
                .get("requestId")
                .asString();

        JsonNode end = end(job);
        assertThat(end.get("status").asString()).as(end.toString()).isEqualTo("completed");
        List<JsonNode> images = images(job);
        assertThat(images)
                .extracting(image -> image.get("url").asString())
                .containsExactly("here", samples() + "/mugs.jpg");
        assertThat(images).extracting(EveryWayIn::key).containsOnly(key(images.getFirst()));
        assertThat(images.getFirst().get("renditions").get(0).get("width").asInt())
                .isEqualTo(300);
    }

    @Test
    void aGzippedListAndGzippedLinesOfJsonAreMade() throws Exception {
        String photo = Base64.getEncoder().encodeToString(Files.readAllBytes(PHOTO));
        String filters = URLEncoder.encode(
                "[{\"name\":\"GaussianBlur\",\"params\":{\"radius\":5}},{\"name\":\"CONTOUR\",\"params\":null}]",
                StandardCharsets.UTF_8);
        JsonNode list = submitAs("/v1/jobs", "text/plain", gzip("# ours\n\n" + samples() + "/mugs.jpg\n"));
        JsonNode lines =
                submitAs("/v1/jobs?filters=" + filters, "application/x-ndjson", gzip("{\"data\":\"" + photo + "\"}\n"));
        for (JsonNode accepted : List.of(list, lines)) {
            String job = accepted.get("requestId").asString();
            assertThat(end(job).get("status").asString()).isEqualTo("completed");
            assertThat(get(images(job)
                            .getFirst()
                            .get("renditions")
                            .get(0)
                            .get("url")
                            .asString()))
                    .satisfies(WholeFlow::isAnImage);
        }
    }

    @Test
    void anImageThatIsSentComesBackInOneAnswerAndIsFoundByItsBytes() throws Exception {
        byte[] photo = Files.readAllBytes(PHOTO);
        JsonNode sent = send(photo, "blurhash,dominant-colour,md5");

        assertThat(sent.get("status").asString()).isEqualTo("completed");
        JsonNode image = sent.get("images").get(0);
        assertThat(image.get("url").asString()).isEqualTo("mugs.jpg");
        assertThat(image.at("/source/md5").asString()).isEqualTo(hash("MD5", photo));
        assertThat(image.at("/analyses/blurhash").asString()).hasSize(28);
        assertThat(image.at("/analyses/dominant-colour").asString()).matches("#[0-9a-f]{6}");
        String own = api() + "/v1/images/" + hash("MD5", photo);
        JsonNode facts = JSON.readTree(get(own));
        assertThat(facts.at("/analyses/md5").asString()).isEqualTo(hash("MD5", photo));
        assertThat(facts.get("analyses")).isEqualTo(image.get("analyses"));
        assertThat(facts.at("/facts/sha256").asString()).isEqualTo(hash("SHA-256", photo));
        assertThat(get(own + "/content"))
                .satisfies(WholeFlow::isAnImage)
                .isEqualTo(get(image.at("/renditions/0/url").asString()));
        JsonNode history = JSON.readTree(get(api() + "/v1/images?format=jpeg&limit=1"));
        assertThat(history.at("/images/0/id")).isEqualTo(image.get("id"));

        String again = process(image.get("id").asString());
        assertThat(end(again).get("succeeded").asInt()).isEqualTo(1);
        assertThat(key(images(again).getFirst())).isEqualTo(key(image));
        assertThat(process(image.get("id").asString())).isEqualTo(again);
    }

    @Test
    void anImageThatIsDoneIsLaidOnOthers() throws Exception {
        String mark =
                imagesOf(list("", "mugs.jpg")).getFirst().at("/source/sha256").asString();
        String png = "{\"operation\":\"convert\",\"format\":\"png\"}";
        String renditions = "[{\"name\":\"plain\",\"pipeline\":[" + png
                + "]},{\"name\":\"marked\",\"pipeline\":[{\"operation\":\"watermark\",\"image\":\"" + mark
                + "\",\"gravity\":\"south-east\",\"margin\":0,\"scale\":0.5}," + png + "]}]";
        JsonNode made = imagesOf(list("?renditions=" + encoded(renditions), "books.jpg"))
                .getFirst()
                .get("renditions");
        BufferedImage plain = picture(made.get(0));
        BufferedImage marked = picture(made.get(1));
        int width = plain.getWidth();
        int height = plain.getHeight();
        assertThat(differences(plain, marked, 0, 0, width / 2 - 1, height)).isZero();
        assertThat(differences(plain, marked, width / 2 + 1, height - 20, width / 2 - 1, 20))
                .isGreaterThan(width);
    }

    private static BufferedImage picture(JsonNode rendition) throws Exception {
        return ImageIO.read(new ByteArrayInputStream(get(rendition.get("url").asString())));
    }

    /** How many pixels of the area are not alike. */
    private static long differences(BufferedImage first, BufferedImage second, int x, int y, int width, int height) {
        int[] ones = first.getRGB(x, y, width, height, null, 0, width);
        int[] others = second.getRGB(x, y, width, height, null, 0, width);
        return IntStream.range(0, ones.length)
                .filter(pixel -> ones[pixel] != others[pixel])
                .count();
    }

    private List<JsonNode> history(String query) throws Exception {
        return JSON.readTree(get(api() + "/v1/images" + query))
                .get("images")
                .valueStream()
                .toList();
    }

    private String list(String query, String... photos) throws Exception {
        String urls =
                Stream.of(photos).map(photo -> samples() + "/" + photo + "\n").collect(Collectors.joining());
        return submitAs("/v1/jobs" + query, "text/plain", urls).get("requestId").asString();
    }

    /** Of a job, once it is over. */
    private List<JsonNode> imagesOf(String job) throws Exception {
        end(job);
        return images(job);
    }

    private static String renditions(List<String> steps) {
        return IntStream.range(0, steps.size())
                .mapToObj(number -> "{\"name\":\"r%d\",\"pipeline\":[{\"operation\":\"thumbnail\",\"size\":100},%s]}"
                        .formatted(number, steps.get(number)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String encoded(String json) {
        return URLEncoder.encode(json, StandardCharsets.UTF_8);
    }

    /** What is stored is known by its URL's path; the rest of it is a signature. */
    private static String key(JsonNode image) {
        return URI.create(image.get("renditions").get(0).get("url").asString()).getPath();
    }

    private JsonNode send(byte[] photo, String analyses) throws Exception {
        byte[] head = ("--x\r\nContent-Disposition: form-data; name=\"analyses\"\r\n\r\n" + analyses
                        + "\r\n--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"mugs.jpg\"\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create(api() + "/v1/images"))
                .header("Content-Type", "multipart/form-data; boundary=x")
                .header("Prefer", "wait=30")
                .POST(HttpRequest.BodyPublishers.ofByteArrays(List.of(head, photo, tail)))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private String process(String image) throws Exception {
        return submitAs("/v1/images/process", "application/json", "[\"" + image + "\"]")
                .get("requestId")
                .asString();
    }

    private static String hash(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    private JsonNode submitAs(String path, String type, byte[] gzipped) throws Exception {
        return send(request(path, type)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzipped)));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}

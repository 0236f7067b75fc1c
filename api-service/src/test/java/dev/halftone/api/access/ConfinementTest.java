package dev.halftone.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.KeyedApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** Every route of the API's own description, asked for by those to whom it is closed: a new one has to say here whose it is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConfinementTest {

    private static final String JOB = "{requestId}";
    private static final String CSV = "S. No.,Product Name,Input Image Urls\n1,Lamp,https://img.example.com/1.jpg\n";
    private static final Set<String> OF_IMAGES =
            Set.of("/v1/images", "/v1/images/{image}", "/v1/images/{image}/content", "/v1/images/process");
    private static final Set<String> OF_NOBODY =
            Set.of("/problems", "/problems/{name}", "/v1/operations", "/v1/analyses");

    private final TestDatabase database = TestDatabase.create();
    private KeyedApi api;
    private WebTestClient owner;
    private WebTestClient stranger;
    private List<Route> routes;

    private record Route(HttpMethod method, String path) {

        String of(Object job) {
            return path.replace(JOB, job.toString());
        }
    }

    @BeforeAll
    void start() throws Exception {
        api = KeyedApi.start(database);
        owner = api.tenant("owner");
        stranger = api.tenant("stranger");
        routes = routes();
    }

    @AfterAll
    void stop() {
        api.stop();
    }

    private List<Route> routes() throws Exception {
        JsonNode paths = api.description().get("paths");
        List<Route> found = new ArrayList<>();
        paths.propertyStream()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> found.add(
                                new Route(HttpMethod.valueOf(method.toUpperCase(Locale.ROOT)), path.getKey()))));
        return found;
    }

    @Test
    void everyRouteIsOneOfAJobOrOfThoseThatThisTestKnows() {
        assertThat(routes)
                .hasSizeGreaterThan(15)
                .allSatisfy(route -> assertThat(route.path())
                        .matches(path -> OF_NOBODY.contains(path)
                                || path.startsWith("/v1/admin/")
                                || path.equals("/v1/jobs")
                                || path.equals("/v1/monitoring")
                                || OF_IMAGES.contains(path)
                                || (path.startsWith("/v1/jobs/" + JOB) && path.indexOf('{', 10) < 0)));
    }

    @Test
    void nothingOfV1IsAnsweredWithoutAKey() {
        routes.stream()
                .filter(route -> route.path().startsWith("/v1/"))
                .forEach(route -> api.nobody()
                        .method(route.method())
                        .uri(route.path().replaceAll("\\{.*?}", JobId.next().toString()))
                        .exchange()
                        .expectStatus()
                        .isUnauthorized()
                        .expectHeader()
                        .contentType(MediaType.APPLICATION_PROBLEM_JSON));
    }

    @Test
    void administrationIsClosedToTenantsAndJobsToAdministrators() {
        routes.stream()
                .filter(route -> route.path().startsWith("/v1/"))
                .forEach(route -> (route.path().startsWith("/v1/admin/") ? owner : api.administrator())
                        .method(route.method())
                        .uri(route.path().replaceAll("\\{.*?}", JobId.next().toString()))
                        .exchange()
                        .expectStatus()
                        .isForbidden());
    }

    @Test
    void anothersJobIsAnsweredAsOneThatDoesNotExist() {
        List<Route> ofJobs =
                routes.stream().filter(route -> route.path().contains(JOB)).toList();
        assertThat(ofJobs).hasSizeGreaterThanOrEqualTo(8);
        for (Route route : ofJobs) {
            JobId running = jobOf("owner");
            JobId ended = jobOf("owner");
            database.end(ended, 1, 1, "succeeded");
            database.end(ended, 2, 2, "failed");
            JobId unknown = JobId.next();
            String told = body(stranger, route, unknown, 404).replace(unknown.toString(), "…");
            for (JobId job : List.of(running, ended)) {
                assertThat(body(stranger, route, job, 404).replace(job.toString(), "…"))
                        .as("%s", route)
                        .isEqualTo(told);
            }
            assertThat(isUntouched(running)).as("%s", route).isTrue();
            assertThat(status(owner, route, ended)).as("%s by its owner", route).isNotEqualTo(404);
        }
    }

    @Test
    void aListHoldsTheTenantsOwnJobsAlone() {
        JobId hidden = jobOf("owner");
        String own = submit(stranger, "/v1/jobs");
        String listed = body(stranger, new Route(HttpMethod.GET, "/v1/jobs?limit=1000"), hidden, 200);
        assertThat(listed).contains(own).doesNotContain(hidden.toString());
        assertThat(body(owner, new Route(HttpMethod.GET, "/v1/jobs?limit=1000"), hidden, 200))
                .contains(hidden.toString())
                .doesNotContain(own);
        assertThat(body(stranger, new Route(HttpMethod.GET, "/v1/jobs?after=" + JobId.next()), hidden, 200))
                .doesNotContain(hidden.toString());
    }

    @Test
    void theHistoryHoldsTheTenantsOwnImagesAlone() {
        JobId hidden = jobOf("owner");
        JobId own = jobOf("stranger");
        String address = "/v1/images?limit=1000";
        assertThat(body(stranger, new Route(HttpMethod.GET, address), hidden, 200))
                .contains(own + "-1-0")
                .doesNotContain(hidden.toString());
        assertThat(body(stranger, new Route(HttpMethod.GET, address + "&after=" + hidden + "-1-0"), hidden, 200))
                .doesNotContain(hidden.toString());
        Route ofJob = new Route(HttpMethod.GET, address + "&job=" + JOB);
        JobId unknown = JobId.next();
        assertThat(body(stranger, ofJob, hidden, 404).replace(hidden.toString(), "…"))
                .isEqualTo(body(stranger, ofJob, unknown, 404).replace(unknown.toString(), "…"));
    }

    /** By its id and by its bytes, which another may have as well: but not from there, nor what was made of them there. */
    @Test
    void anothersImageIsAnsweredAsOneThatDoesNotExist() {
        JobId job = jobOf("owner");
        database.end(job, 1, 1, "succeeded");
        List<String> names = List.of(
                job + "-1-0",
                job + "-2-0",
                hash("sha256('1-1')"),
                hash("decode(md5(encode(sha256('1-1'), 'hex')), 'hex')"));
        for (String name : names) {
            for (String of : List.of("", "/content")) {
                assertThat(body(stranger, new Route(HttpMethod.GET, "/v1/images/" + name + of), job, 404))
                        .isEqualTo(unknown(name, of));
            }
        }
        JobId own = jobOf("stranger");
        database.execute(
                "UPDATE halftone.jobs SET renditions = replace(renditions::text, 'compressed', 'own')::jsonb WHERE id = :job",
                Map.of("job", own.value()));
        database.end(own, 1, 1, "succeeded");
        String found = body(stranger, new Route(HttpMethod.GET, "/v1/images/" + names.get(2)), job, 200);
        assertThat(found)
                .contains(own + "-1-0", "\"own\"")
                .doesNotContain(job.toString())
                .doesNotContain("\"compressed\"");
        assertThat(body(owner, new Route(HttpMethod.GET, "/v1/images/" + names.get(2)), job, 200))
                .contains(job + "-1-0")
                .doesNotContain(own.toString());
    }

    @Test
    void anothersImageIsProcessedForNobodyElse() {
        JobId job = jobOf("owner");
        JobId own = jobOf("stranger");
        JobId unknown = JobId.next();
        String told = process(stranger, "[\"" + unknown + "-1-0\"]", 400).replace(unknown.toString(), "…");
        assertThat(process(stranger, "[\"" + job + "-1-0\"]", 400).replace(job.toString(), "…"))
                .isEqualTo(told);
        assertThat(process(stranger, "[\"" + own + "-1-0\", \"" + job + "-1-0\"]", 202))
                .contains("{\"id\":\"" + job + "-1-0\",\"reason\":\"unknown\"}");
        assertThat(process(owner, "[\"" + job + "-1-0\"]", 202)).contains("\"accepted\":[\"" + job + "-1-0\"]");
    }

    private static String process(WebTestClient client, String body, int status) {
        EntityExchangeResult<byte[]> answer = client.post()
                .uri("/v1/images/process")
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult();
        return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
    }

    private static String unknown(String name, String of) {
        return """
                {"type":"/problems/not-found","title":"There is nothing here","status":404,\
                "detail":"No image has the id, SHA-256 or MD5 '%1$s'.","instance":"/v1/images/%1$s%2$s"}""".formatted(name, of);
    }

    private String hash(String expression) {
        return Objects.requireNonNull(database.client()
                .sql("SELECT encode(" + expression + ", 'hex')")
                .mapValue(String.class)
                .one()
                .block());
    }

    @Test
    void whatEndedIsCountedForItsOwnTenant() {
        database.end(jobOf("counted"), 1, 2, "succeeded");
        Route monitoring = new Route(HttpMethod.GET, "/v1/monitoring?interval=1h");
        assertThat(body(api.tenant("counted"), monitoring, JobId.next(), 200)).contains("\"succeeded\":2,");
        assertThat(body(api.tenant("nobody"), monitoring, JobId.next(), 200))
                .contains("\"succeeded\":0,")
                .doesNotContain("\"succeeded\":2,");
    }

    @Test
    void whatIsSubmittedIsTheTenantsOwnUnderWhateverIdempotencyKey() {
        WebTestClient keyedOwner =
                owner.mutate().defaultHeader("Idempotency-Key", "same").build();
        WebTestClient keyedStranger =
                stranger.mutate().defaultHeader("Idempotency-Key", "same").build();
        String first = submit(keyedOwner, "/v1/jobs?webhookUrl=https://hooks.example.com/a");
        String second = submit(keyedStranger, "/v1/jobs?webhookUrl=https://hooks.example.com/a");
        assertThat(second).isNotEqualTo(first);
        assertThat(submit(keyedOwner, "/v1/jobs?webhookUrl=https://hooks.example.com/a"))
                .isEqualTo(first);
        assertThat(database.number(
                        "SELECT count(*) FROM halftone.endpoints AS e JOIN halftone.jobs AS j ON j.id = e.job_id WHERE j.id = :job AND e.tenant = 'stranger' AND j.tenant = 'stranger'",
                        JobId.parse(second)))
                .isOne();
    }

    private static String submit(WebTestClient client, String address) {
        return Objects.requireNonNull(client.post()
                        .uri(address)
                        .contentType(MediaType.parseMediaType("text/csv"))
                        .bodyValue(CSV)
                        .exchange()
                        .expectStatus()
                        .isAccepted()
                        .expectBody(JsonNode.class)
                        .returnResult()
                        .getResponseBody())
                .get("requestId")
                .asString();
    }

    private JobId jobOf(String tenant) {
        JobId job = database.acceptJob(2);
        database.execute(
                "UPDATE halftone.jobs SET tenant = :tenant WHERE id = :job",
                Map.of("tenant", tenant, "job", job.value()));
        return job;
    }

    private boolean isUntouched(JobId job) {
        return database.number(
                        "SELECT count(*) FROM halftone.jobs WHERE id = :job AND completed_at IS NULL AND cancelled = 0",
                        job)
                == 1;
    }

    private static String body(WebTestClient client, Route route, JobId job, int status) {
        EntityExchangeResult<byte[]> answer = client.method(route.method())
                .uri(route.of(job))
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody()
                .returnResult();
        return new String(Objects.requireNonNull(answer.getResponseBody()), StandardCharsets.UTF_8);
    }

    private static int status(WebTestClient client, Route route, JobId job) {
        return client.method(route.method())
                .uri(route.of(job))
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }
}

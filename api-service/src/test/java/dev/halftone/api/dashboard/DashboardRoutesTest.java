package dev.halftone.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

class DashboardRoutesTest {

    private static final DashboardSettings SETTINGS = new DashboardSettings(List.of("https:", "http:"));

    private final WebTestClient client;

    DashboardRoutesTest() throws IOException {
        client = serve(SETTINGS);
    }

    private static WebTestClient serve(DashboardSettings settings) throws IOException {
        return WebTestClient.bindToRouterFunction(new DashboardRoutes().dashboard(settings))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "/, text/html",
        "/jobs/0199d3a1-7c00-7000-8000-000000000001, text/html",
        "/dashboard/dashboard.css, text/css",
        "/dashboard/job.js, text/javascript",
        "/dashboard/mark.svg, image/svg+xml"
    })
    void servesPagesAndWhatTheyAreMadeOf(String path, String type) {
        client.get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith(type)
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache")
                .expectBody(String.class)
                .value(body -> assertThat(body).isNotBlank());
    }

    @Test
    void answersNothingNewToWhoHasTheFileAlready() {
        String etag = Objects.requireNonNull(client.get()
                .uri("/dashboard/job.js")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseHeaders()
                .getETag());

        client.get()
                .uri("/dashboard/job.js")
                .header(HttpHeaders.IF_NONE_MATCH, etag)
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectHeader()
                .exists("Content-Security-Policy");
    }

    /** Each file is one buffer, whole or not there. */
    @Test
    void manyAtOnceGetWholeFiles() throws IOException {
        HttpHandler pages = RouterFunctions.toHttpHandler(new DashboardRoutes().dashboard(SETTINGS));
        DisposableServer server = HttpServer.create()
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(pages))
                .bindNow();
        WebClient browser = WebClient.create("http://localhost:" + server.port());
        try {
            Flux.range(0, 1000)
                    .flatMap(
                            _ -> browser.get()
                                    .uri("/dashboard/dashboard.css")
                                    .retrieve()
                                    .bodyToMono(String.class),
                            8)
                    .filter(css -> css.endsWith("}\n"))
                    .count()
                    .as(StepVerifier::create)
                    .expectNext(1000L)
                    .expectComplete()
                    .verify(Duration.ofSeconds(20));
        } finally {
            server.disposeNow();
        }
    }

    @Test
    void answersTheHeadAlone() {
        client.method(HttpMethod.HEAD).uri("/").exchange().expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard/", "/dashboard/none.js", "/dashboard/..%2fhalftone-api.yaml", "/jobs/1/2"})
    void servesNothingElse(String path) {
        client.get().uri(URI.create(path)).exchange().expectStatus().isNotFound();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs/1", "/dashboard/job.js"})
    void letsABrowserRunItsOwnScriptsAlone(String path) {
        client.get()
                .uri(path)
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .startsWith(
                                        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';")
                                .contains("img-src 'self' https: http:;")
                                .contains("frame-ancestors 'none'")
                                .doesNotContain("unsafe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/jobs/1"})
    void hasNoScriptOrStyleInItsMarkup(String path) {
        client.get()
                .uri(path)
                .exchange()
                .expectBody(String.class)
                .value(page -> assertThat(page)
                        .doesNotContainPattern("<script(?![^>]* src=)")
                        .doesNotContain("<style", " style=", " onclick=", " onload=", "//cdn", "https://fonts"));
    }

    @Test
    void showsImagesOfTheGivenOriginsAlone() throws IOException {
        serve(new DashboardSettings(List.of("https://cdn.example.com", "https://*.shop.example:8443")))
                .get()
                .uri("/")
                .exchange()
                .expectHeader()
                .value(
                        "Content-Security-Policy",
                        policy -> assertThat(policy)
                                .contains("; img-src 'self' https://cdn.example.com https://*.shop.example:8443;"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://a.example; script-src *", "javascript:", "'unsafe-inline'", "a.example", ""})
    void refusesAnOriginThatIsNone(String origin) {
        assertThatThrownBy(() -> new DashboardSettings(List.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("halftone.dashboard.image-origins: '" + origin + "'");
    }
}

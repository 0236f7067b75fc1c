package dev.halftone.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.web.reactive.server.WebTestClient;

/** BlockHound fails a request that reads a file on its event loop. */
class DocsFilesTest {

    private final WebTestClient client = RunningApi.shared()
            .client()
            .mutate()
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(8 << 20))
            .build();

    @ParameterizedTest
    @ValueSource(strings = {"swagger-ui-bundle.js", "swagger-ui.css", "favicon-32x32.png"})
    void filesAreServedWholeAndNeverReadOnAnEventLoop(String name) throws Exception {
        byte[] file = new PathMatchingResourcePatternResolver()
                .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/" + name)[0].getContentAsByteArray();
        for (int time = 0; time < 2; time++) {
            assertThat(client.get()
                            .uri("/swagger-ui/" + name)
                            .exchange()
                            .expectStatus()
                            .isOk()
                            .expectBody(byte[].class)
                            .returnResult()
                            .getResponseBody())
                    .isEqualTo(file);
        }
    }
}

package dev.halftone.standalone.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleOriginTest {

    @Test
    void aPhotoIsServedWithItsTypeAndSize() throws Exception {
        HttpResponse<byte[]> response = get("/mugs.jpg");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).hasValue("image/jpeg");
        assertThat(response.body()).hasSize(250_953).startsWith(0xff, 0xd8, 0xff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/missing.jpg", "/../products.csv", "/%2e%2e/README.md", "/products.csv"})
    void nothingElseIsServed(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    private static HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        try (SampleOrigin origin = SampleOrigin.start(0);
                HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(origin.address() + path)).build(), BodyHandlers.ofByteArray());
        }
    }
}

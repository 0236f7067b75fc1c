package dev.halftone.api.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PresignedUrlsTest {

    @Test
    void aUrlLeadsWhereTheStoreIsForThoseWhoOpenIt() {
        assertThat(url(null)).startsWith("http://s3:9000/images/key?X-Amz-");
        assertThat(url(URI.create("https://images.example"))).startsWith("https://images.example/images/key?X-Amz-");
    }

    private static String url(@Nullable URI publicEndpoint) {
        PresignedUrls urls = new PresignedUrls(new S3Settings(
                URI.create("http://s3:9000"),
                publicEndpoint,
                "us-east-1",
                "images",
                "access",
                "secret",
                true,
                8,
                Duration.ofSeconds(5),
                "",
                Duration.ofDays(1)));
        try {
            return urls.byKey().blockOptional().orElseThrow().apply("key");
        } finally {
            urls.destroy();
        }
    }
}

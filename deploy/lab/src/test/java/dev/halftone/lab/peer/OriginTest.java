package dev.halftone.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newHttpClient();
    private Origin origin;

    @BeforeEach
    void start() throws IOException {
        origin = Origin.start(
                Path.of("../../samples/products"), new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    @Test
    void everyPathIsAPhotoOfItsOwnAndAlwaysTheSame() throws Exception {
        byte[] one = get("/job/1.jpg").join().body();

        assertThat(get("/job/1.jpg").join().body()).isEqualTo(one).isEqualTo(origin.photo("/job/1.jpg"));
        assertThat(get("/job/2.jpg").join().body()).isNotEqualTo(one);
        assertThat(ImageIO.read(URI.create(origin.url("/job/1.jpg")).toURL())).isNotNull();
        assertThat(origin.served("/job/1.jpg")).isEqualTo(3);
        assertThat(origin.served("/job/3.jpg")).isZero();
    }

    @Test
    void belowSomePathsPhotosAreSmallAndStillTheirOwn() {
        byte[] large = origin.photo("/job/1.jpg");
        origin.giveSmallBelow("/job");

        assertThat(origin.photo("/job/1.jpg"))
                .hasSizeLessThan(large.length / 4)
                .isNotEqualTo(origin.photo("/job/2.jpg"));
        assertThat(origin.photo("/other/1.jpg")).hasSizeGreaterThan(large.length / 4);
    }

    @Test
    void whatIsServedAgainIsCounted() {
        for (int i = 0; i < 3; i++) {
            get("/job/1.jpg").join();
        }
        get("/job/2.jpg").join();

        assertThat(origin.servedAgain(List.of("/job/1.jpg", "/job/2.jpg", "/job/3.jpg")))
                .isEqualTo(2);
    }

    @Test
    void aStalledPhotoWaitsAndTheNextDoesNot() throws Exception {
        Hold hold = origin.stall("/job/", 1_000);

        CompletableFuture<HttpResponse<byte[]>> stalled = get("/job/1.jpg");
        assertThat(hold.await(PATIENCE)).isTrue();
        assertThat(hold.clientPort()).isPositive();
        assertThat(get("/job/2.jpg").join().body()).isEqualTo(origin.photo("/job/2.jpg"));
        assertThat(stalled).isNotDone();

        hold.release();
        assertThat(stalled.join().body()).isEqualTo(origin.photo("/job/1.jpg"));
    }

    private CompletableFuture<HttpResponse<byte[]>> get(String path) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(origin.url(path))).build(), BodyHandlers.ofByteArray());
    }
}

package dev.halftone.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageId;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.row.Source;
import dev.halftone.upload.Upload;
import dev.halftone.worker.fetch.FetchedImage;
import dev.halftone.worker.process.Wanted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class SourcesTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final byte[] BYTES = "some bytes".getBytes(StandardCharsets.US_ASCII);

    private final MemoryStore store = new MemoryStore();
    private final Upload upload = Upload.next("https://example.com/looks-like-a.url");

    @Test
    void anUploadIsReadFromTheStoreAndNobodyElseIsAsked() {
        store.objects.put(upload.key(), BYTES);
        FetchedImage read =
                sources(BYTES.length).bytes(image(1)).blockOptional(TIMEOUT).orElseThrow();
        assertThat(read.bytes()).isEqualTo(BYTES);
        assertThat(read.sha256()).isEqualTo(FetchedImage.of(BYTES, 1).sha256());
        assertThat(read.attempts()).isEqualTo(2);
    }

    @Test
    void anIllStoreIsWaitedOutBeyondAnyTimeLimit() {
        store.objects.put(upload.key(), BYTES);
        store.illness.set(3);
        sources(100)
                .bytes(image(0))
                .as(StepVerifier::create)
                .expectNextCount(1)
                .expectComplete()
                .verify(TIMEOUT);
    }

    @Test
    void anUploadThatIsGoneIsTheImagesFailure() {
        assertFails(sources(100), FailureReason.UPLOAD_MISSING);
    }

    @Test
    void anUploadThatIsLargerThanIsReadIsTheImagesFailure() {
        store.objects.put(upload.key(), BYTES);
        assertFails(sources(BYTES.length - 1), FailureReason.TOO_LARGE);
    }

    @Test
    void uploadsHaveOneOwnerWhateverTheirName() {
        assertThat(image(0).host()).isEmpty();
    }

    private void assertFails(Sources sources, FailureReason reason) {
        sources.bytes(image(1))
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> assertThat(error)
                        .isInstanceOfSatisfying(ImageFailureException.class, failure -> {
                            assertThat(failure.reason()).isEqualTo(reason);
                            assertThat(failure.attempts()).isEqualTo(2);
                        }))
                .verify(TIMEOUT);
    }

    private Sources sources(int maxBytes) {
        OwnFailures ownFailures = new OwnFailures(
                new SimpleMeterRegistry(),
                new FlowSettings(4, 4, null, Duration.ofMillis(1), 5, Duration.ofMillis(300), TIMEOUT));
        return new Sources(
                (source, made) -> Mono.error(new AssertionError("fetched " + source)),
                store,
                maxBytes,
                ownFailures,
                Duration.ofMillis(1));
    }

    private Image image(int attempts) {
        return new Image(
                new ImageId(JobId.next(), 1, 0),
                new Source(0, upload.text()),
                Wanted.of(Rendition.DEFAULT),
                attempts,
                0);
    }
}

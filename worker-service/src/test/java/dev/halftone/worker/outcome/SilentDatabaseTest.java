package dev.halftone.worker.outcome;

import dev.halftone.image.ImageId;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.outcome.Sha256;
import dev.halftone.worker.fixture.SilentServer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A PostgreSQL that takes connections and never answers: every statement ends in time, so that it can be sent again. */
class SilentDatabaseTest {

    private static final OutcomeSettings SETTINGS =
            new OutcomeSettings(50, Duration.ofMillis(20), Duration.ofMillis(200), Duration.ofSeconds(1));
    private static final JobId JOB = JobId.next();
    private static final ImageId IMAGE = new ImageId(JOB, 1, 0);

    private final SilentServer server = new SilentServer();
    private final DatabaseClient database = server.database();

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    @Test
    void lookingUpEnds() {
        PendingImages pending = new PendingImages(database, SETTINGS);
        assertEnds(pending.of(new ImageId(JOB, 1, 0)));
        assertEnds(pending.of(JOB, 1));
        assertEnds(Flux.from(stored(new Sha256("ab".repeat(32)))));
    }

    @Test
    void writingEnds() {
        Suspects suspects = new Suspects(database, SETTINGS);
        assertEnds(suspects.add(IMAGE));
        assertEnds(suspects.remove(IMAGE));
        assertEnds(new Parking(database, SETTINGS).park(IMAGE, 1, Duration.ofHours(1)));
    }

    private Publisher<?> stored(Sha256 source) {
        Recorder recorder = new Recorder(database, Duration.ofMillis(200));
        return Flux.using(() -> recorder, it -> it.outcomes.stored(source, Rendition.DEFAULT), Recorder::close);
    }

    private static void assertEnds(Publisher<?> statement) {
        Mono.from(Flux.from(statement).then())
                .as(StepVerifier::create)
                .expectError(TimeoutException.class)
                .verify(Duration.ofSeconds(5));
    }
}

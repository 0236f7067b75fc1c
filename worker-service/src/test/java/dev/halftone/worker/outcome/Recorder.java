package dev.halftone.worker.outcome;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;

/** What one worker records with. */
final class Recorder implements AutoCloseable {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Outcomes outcomes;
    private final OutcomeBatches batches;

    Recorder(DatabaseClient client) {
        this(client, Duration.ofSeconds(10));
    }

    Recorder(DatabaseClient client, Duration timeout) {
        OutcomeSettings settings = new OutcomeSettings(50, Duration.ofMillis(100), timeout, Duration.ofSeconds(1));
        batches = new OutcomeBatches(new OutcomeStatement(client), settings, meters);
        outcomes = new Outcomes(client, batches, settings);
    }

    @Override
    public void close() {
        batches.destroy();
    }
}

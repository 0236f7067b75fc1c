package dev.halftone.worker.store;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether objects can be stored. Why they cannot is for the log, and not for whoever asks. */
@Component("s3HealthIndicator")
class S3Health implements ReactiveHealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(S3Health.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final ObjectStore store;

    S3Health(ObjectStore store) {
        this.store = store;
    }

    @Override
    public Mono<Health> health() {
        return store.check()
                .timeout(PATIENCE)
                .thenReturn(Health.up().build())
                .doOnError(e -> LOG.warn("The object store is ill: {}", e.toString()))
                .onErrorResume(e -> Mono.just(Health.down().build()));
    }
}

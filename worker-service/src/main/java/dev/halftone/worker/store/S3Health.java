package dev.halftone.worker.store;

import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether objects can be stored. */
@Component("s3HealthIndicator")
class S3Health implements ReactiveHealthIndicator {

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
                .onErrorResume(e -> Mono.just(Health.down(e).build()));
    }
}

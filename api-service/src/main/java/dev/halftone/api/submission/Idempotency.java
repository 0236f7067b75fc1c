package dev.halftone.api.submission;

import dev.halftone.api.job.Acceptance;
import dev.halftone.api.job.IdempotencyKey;
import dev.halftone.api.job.KeyClaim;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.outcome.Sha256;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is sent again with the same {@code Idempotency-Key} makes no second job. */
@Component
public final class Idempotency {

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Duration retention;

    Idempotency(SubmissionSettings settings) {
        this.retention = settings.idempotencyRetention();
    }

    /**
     * Does it, or, where it was done with this key, answers with what it made. Fails with a problem while another request with the
     * same key is on its way.
     */
    public <T> Mono<T> once(
            IdempotencyKey key,
            Acceptance acceptance,
            Supplier<Mono<T>> first,
            Function<KeyClaim.Used, Mono<T>> again) {
        return acceptance.claim(key, retention).flatMap(claim -> switch (claim) {
            case KeyClaim.Unused _ -> first.get();
            case KeyClaim.Busy _ -> Mono.error(busy());
            case KeyClaim.Used used -> again.apply(used);
        });
    }

    /** @throws ProblemException if it is not what had its key first */
    public static void requireSame(KeyClaim.Used first, Sha256 body) {
        if (!body.equals(first.body())) {
            throw new ProblemException(
                    Problem.KEY_REUSED,
                    "The Idempotency-Key was sent before with another body or other options, which became the job '"
                            + first.job() + "'. Nothing was stored. Use a new key for a new submission.");
        }
    }

    private static ProblemException busy() {
        return ProblemException.again(
                Problem.KEY_BUSY,
                "Another request with the same Idempotency-Key is still on its way. Send this one again when it has ended.",
                SOON);
    }
}

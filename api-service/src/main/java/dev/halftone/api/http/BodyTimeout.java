package dev.halftone.api.http;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Fails a body with a problem when its next bytes are asked for and do not come, or come too slowly. */
final class BodyTimeout {

    private static final int LOOKS = 8;

    private final Duration timeout;
    private final DataSize minRate;

    BodyTimeout(Duration timeout, DataSize minRate) {
        this.timeout = timeout;
        this.minRate = minRate;
    }

    Flux<DataBuffer> apply(Flux<DataBuffer> body) {
        return Flux.defer(() -> {
            Pace pace = new Pace();
            return body.doOnRequest(pace::forMore)
                    .doOnNext(buffer -> pace.cameMore(buffer.readableByteCount()))
                    .takeUntilOther(tooSlow(pace))
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release);
        });
    }

    private Mono<Void> tooSlow(Pace pace) {
        return Flux.interval(timeout.dividedBy(LOOKS))
                .concatMap(_ -> judge(pace))
                .then();
    }

    private Mono<Void> judge(Pace pace) {
        if (pace.waiting().compareTo(timeout) >= 0) {
            return Mono.error(tooSlow("For " + timeout.toSeconds()
                    + " s (halftone.http.read-timeout), nothing came of the body, which has not ended."));
        }
        return pace.isBelow(minRate.toBytes(), timeout)
                ? Mono.error(tooSlow("The body comes more slowly than " + minRate.toBytes()
                        + " bytes a second (halftone.http.min-rate)."))
                : Mono.empty();
    }

    private static ProblemException tooSlow(String reason) {
        return new ProblemException(Problem.REQUEST_TIMEOUT, reason + " Nothing was stored.");
    }
}

package dev.halftone.api.image;

import dev.halftone.api.job.image.Images;
import dev.halftone.api.job.progress.Progress;
import dev.halftone.api.submission.IdempotencyHeader;
import dev.halftone.api.submission.SubmissionAnswer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class SendController implements SendApi {

    private final Sending sending;
    private final Progress progress;
    private final Images images;
    private final Duration maxWait;

    SendController(Sending sending, Progress progress, Images images, ImageSettings settings) {
        this.sending = sending;
        this.progress = progress;
        this.images = images;
        this.maxWait = settings.maxWait();
    }

    @Override
    public Mono<ResponseEntity<Object>> send(Flux<PartEvent> parts, HttpHeaders headers) {
        return Mono.defer(() -> sending.send(parts, IdempotencyHeader.read(headers)))
                .flatMap(accepted -> waiting(headers)
                        .map(wait -> finished(accepted, wait))
                        .orElseGet(Mono::empty)
                        .defaultIfEmpty(accepted(accepted)));
    }

    private Optional<Duration> waiting(HttpHeaders headers) {
        return Preference.waiting(headers).map(wait -> wait.compareTo(maxWait) > 0 ? maxWait : wait);
    }

    /** Nothing if it does not end in time. */
    private Mono<ResponseEntity<Object>> finished(SubmissionAnswer.Accepted accepted, Duration wait) {
        return progress.ended(accepted.requestId(), wait)
                .flatMap(job -> images.first(job, accepted.images())
                        .collectList()
                        .map(all -> ResponseEntity.ok()
                                .header(Preference.APPLIED, "wait=" + wait.toSeconds())
                                .location(URI.create(accepted.links().self()))
                                .<Object>body(FinishedImages.of(job, all, accepted))));
    }

    private static ResponseEntity<Object> accepted(SubmissionAnswer.Accepted accepted) {
        return ResponseEntity.accepted()
                .location(URI.create(accepted.links().self()))
                .body(accepted);
    }
}

package dev.halftone.worker.webhook;

import dev.halftone.egress.EgressPolicy;
import dev.halftone.egress.InvalidUrlException;
import dev.halftone.egress.TargetUrl;
import dev.halftone.event.WebhookSecret;
import dev.halftone.outcome.FailureReason;
import dev.halftone.worker.egress.ExchangeFailures;
import dev.halftone.worker.egress.RetryAfter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** Makes one attempt: a signed POST, whose answer's body is of no interest and whose redirects are not followed. */
final class Courier {

    private final WebClient client;
    private final EgressPolicy policy;
    private final Duration timeout;
    private final InstantSource clock;

    Courier(WebClient client, EgressPolicy policy, Duration timeout, InstantSource clock) {
        this.client = client;
        this.policy = policy;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** How the attempt ended; an error only if it is ours. */
    Mono<Attempt> deliver(Delivery delivery) {
        return Mono.defer(() -> deliver(delivery, signature(delivery)));
    }

    private Mono<Attempt> deliver(Delivery delivery, String signature) {
        try {
            return post(delivery, signature, policy.check(delivery.url()), System.nanoTime());
        } catch (InvalidUrlException closed) {
            return unanswered(FailureReason.EGRESS_DENIED, Duration.ZERO);
        }
    }

    private Mono<Attempt> post(Delivery delivery, String signature, TargetUrl url, long begun) {
        return client.post()
                .uri(url.uri())
                .contentType(MediaType.APPLICATION_JSON)
                .header("webhook-id", delivery.webhookId())
                .header("webhook-timestamp", String.valueOf(delivery.claimedAt().getEpochSecond()))
                .header("webhook-signature", signature)
                .bodyValue(delivery.body())
                .exchangeToMono(response -> answered(response, begun))
                .timeout(timeout)
                .onErrorResume(TimeoutException.class, late -> unanswered(FailureReason.TIMEOUT, since(begun)))
                .onErrorResume(failure -> named(failure, begun));
    }

    /** The status is all there is to know: the connection is closed on whatever else comes. */
    private Mono<Attempt> answered(ClientResponse response, long begun) {
        Duration retryAfter = RetryAfter.of(response.headers().asHttpHeaders(), clock.instant())
                .orElse(null);
        Attempt attempt = new Attempt.Answered(response.statusCode().value(), retryAfter, since(begun));
        return response.body(BodyExtractors.toDataBuffers())
                .doOnNext(DataBufferUtils::release)
                .take(1)
                .then()
                .onErrorComplete()
                .thenReturn(attempt);
    }

    private static Mono<Attempt> named(Throwable failure, long begun) {
        return ExchangeFailures.reason(failure)
                .map(reason -> unanswered(reason, since(begun)))
                .orElseGet(() -> Mono.error(failure));
    }

    private static Mono<Attempt> unanswered(FailureReason reason, Duration took) {
        return Mono.just(new Attempt.Unanswered(reason, took));
    }

    private static String signature(Delivery delivery) {
        WebhookSecret secret = new WebhookSecret(delivery.secret());
        return Signature.of(secret, delivery.webhookId(), delivery.claimedAt(), delivery.body());
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}

package dev.halftone.worker.fetch;

import dev.halftone.egress.EgressPolicy;
import dev.halftone.egress.InvalidUrlException;
import dev.halftone.egress.TargetUrl;
import dev.halftone.outcome.FailureReason;
import dev.halftone.worker.egress.ExchangeFailures;
import dev.halftone.worker.turn.Turns;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** One attempt to get an image: a request, and one more for each redirect, every one of them judged anew. */
final class Download {

    private static final String WANTED = "image/avif,image/webp,image/png,image/jpeg,image/*;q=0.8,*/*;q=0.1";

    private final WebClient client;
    private final EgressPolicy policy;
    private final Turns turns;
    private final AnswerReader reader;
    private final Duration totalTimeout;
    private final int maxRedirects;

    Download(WebClient client, EgressPolicy policy, Turns turns, AnswerReader reader, FetchSettings settings) {
        this.client = client;
        this.policy = policy;
        this.turns = turns;
        this.reader = reader;
        this.totalTimeout = settings.totalTimeout();
        this.maxRedirects = settings.maxRedirects();
    }

    /** The body, or a {@link FetchFailure}; any other error is ours. */
    Mono<Answer.Body> get(String url) {
        return Mono.defer(() -> follow(checked(url), maxRedirects));
    }

    private Mono<Answer.Body> follow(TargetUrl url, int redirectsLeft) {
        return turns.within(url.host(), exchange(url)).flatMap(answer -> switch (answer) {
            case Answer.Body body -> Mono.just(body);
            case Answer.Redirect redirect -> follow(target(url, redirect, redirectsLeft), redirectsLeft - 1);
        });
    }

    private Mono<Answer> exchange(TargetUrl url) {
        return client.get()
                .uri(url.uri())
                .header(HttpHeaders.ACCEPT, WANTED)
                .exchangeToMono(reader::read)
                .timeout(totalTimeout)
                .onErrorMap(TimeoutException.class, late -> new FetchFailure(FailureReason.TIMEOUT))
                .onErrorMap(failure -> !(failure instanceof FetchFailure), Download::named);
    }

    private TargetUrl target(TargetUrl from, Answer.Redirect redirect, int redirectsLeft) {
        TargetUrl target = checked(resolved(from, redirect.location()));
        if (redirectsLeft == 0 || (from.isSecure() && !target.isSecure())) {
            throw new FetchFailure(FailureReason.TOO_MANY_REDIRECTS);
        }
        return target;
    }

    private TargetUrl checked(String url) {
        try {
            return policy.check(url);
        } catch (InvalidUrlException e) {
            throw new FetchFailure(FailureReason.EGRESS_DENIED);
        }
    }

    private static String resolved(TargetUrl from, String location) {
        try {
            return from.resolve(location);
        } catch (InvalidUrlException e) {
            throw new FetchFailure(FailureReason.EGRESS_DENIED);
        }
    }

    private static Throwable named(Throwable failure) {
        return ExchangeFailures.reason(failure)
                .<Throwable>map(FetchFailure::new)
                .orElse(failure);
    }
}

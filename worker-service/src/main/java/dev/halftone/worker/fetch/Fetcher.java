package dev.halftone.worker.fetch;

import dev.halftone.outcome.ImageFailureException;
import dev.halftone.row.Source;
import reactor.core.publisher.Mono;

/** Gets the bytes of sources over HTTP, within the limits of {@code halftone.fetch} and the egress policy. */
public final class Fetcher {

    private final Download download;
    private final RetryPolicy retries;

    Fetcher(Download download, RetryPolicy retries) {
        this.download = download;
        this.retries = retries;
    }

    /**
     * Asks for a source until it comes, its failure is permanent, or the attempts are used up; then fails with an
     * {@link ImageFailureException}. Any other error is ours. On cancel the connection is closed.
     */
    public Mono<FetchedImage> fetch(Source source) {
        return attempt(source.url(), 1);
    }

    private Mono<FetchedImage> attempt(String url, int number) {
        return download.get(url)
                .map(body -> new FetchedImage(body.bytes(), body.sha256(), number))
                .onErrorResume(FetchFailure.class, failure -> again(url, number, failure));
    }

    private Mono<FetchedImage> again(String url, int number, FetchFailure failure) {
        return retries.pause(failure, number)
                .map(pause -> Mono.delay(pause).then(attempt(url, number + 1)))
                .orElseGet(() -> Mono.error(failure.after(number)));
    }
}

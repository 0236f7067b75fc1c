package dev.halftone.worker.fetch;

import dev.halftone.outcome.ImageFailureException;
import dev.halftone.row.Source;
import java.time.Duration;
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
     * {@link ImageFailureException}. If the next attempt is to come only after a long pause, fails with a
     * {@link PostponedException}. Any other error is ours. On cancel the connection is closed.
     *
     * @param made how often the source was asked for before
     */
    public Mono<FetchedImage> fetch(Source source, int made) {
        return attempt(source.url(), made + 1);
    }

    private Mono<FetchedImage> attempt(String url, int number) {
        return download.get(url)
                .map(body -> new FetchedImage(body.bytes(), body.sha256(), body.md5(), number))
                .onErrorResume(FetchFailure.class, failure -> again(url, number, failure));
    }

    private Mono<FetchedImage> again(String url, int number, FetchFailure failure) {
        return retries.pause(failure, number)
                .map(pause -> after(pause, url, number))
                .orElseGet(() -> Mono.error(failure.after(number)));
    }

    private Mono<FetchedImage> after(Duration pause, String url, int number) {
        return retries.isLong(pause)
                ? Mono.error(new PostponedException(number, pause))
                : Mono.delay(pause).then(attempt(url, number + 1));
    }
}

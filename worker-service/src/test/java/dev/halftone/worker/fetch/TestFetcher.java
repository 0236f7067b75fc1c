package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.row.Source;
import dev.halftone.worker.egress.NameServer;
import dev.halftone.worker.egress.TestEgress;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

/** A fetcher with small limits for the tests of a class; after them, nothing may have leaked. */
final class TestFetcher implements AfterAllCallback {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of an image, in bytes. */
    static final int LIMIT = 200_000;

    private final ListAppender<ILoggingEvent> leaks = new ListAppender<>();
    private final ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();

    private final NameServer names;
    private final TestEgress egress;
    private final ConnectionProvider connections;
    private final Fetcher fetcher;

    TestFetcher() {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        leaks.start();
        leakLogger().addAppender(leaks);
        try {
            names = new NameServer().name("origin.example", "127.77.0.1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        egress = new TestEgress(names, "127.0.0.1/32", "127.77.0.0/16");
        connections = new FetchConfiguration().fetchConnections(settings());
        fetcher =
                new FetchConfiguration().fetcher(egress.clients(), connections, egress.policy(), settings(), retries());
    }

    @Override
    public void afterAll(ExtensionContext tests) throws Exception {
        for (int round = 0; round < 3; round++) {
            System.gc();
            Thread.sleep(50);
            // a leak is told of when the next buffer is taken
            try (RawOrigin origin = new RawOrigin(Replies::wholeImage)) {
                fetch(origin.url());
            }
        }
        connections.dispose();
        egress.close();
        names.close();
        leakLogger().detachAppender(leaks);
        ResourceLeakDetector.setLevel(level);
        assertThat(leaks.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(text -> text.contains("LEAK"));
    }

    NameServer names() {
        return names;
    }

    /** @param before how often it has been attempted already */
    Mono<FetchedImage> attempt(String url, int before) {
        return fetcher.fetch(new Source(0, url), before);
    }

    FetchedImage fetch(String url) {
        return attempt(url, 0).blockOptional(PATIENCE).orElseThrow();
    }

    ImageFailureException failure(String url) {
        ImageFailureException[] failure = new ImageFailureException[1];
        attempt(url, 0)
                .as(StepVerifier::create)
                .expectErrorSatisfies(error -> {
                    assertThat(error).isInstanceOf(ImageFailureException.class);
                    failure[0] = (ImageFailureException) error;
                })
                .verify(PATIENCE);
        return failure[0];
    }

    private static FetchSettings settings() {
        return new FetchSettings(
                DataSize.ofBytes(LIMIT),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                DataSize.ofKilobytes(1),
                Duration.ofMillis(300),
                Duration.ofSeconds(1),
                4,
                16,
                4);
    }

    private static RetrySettings retries() {
        return new RetrySettings(3, Duration.ofMillis(10), Duration.ofSeconds(2), Duration.ofHours(24));
    }

    private static Logger leakLogger() {
        return (Logger) LoggerFactory.getLogger("io.netty.util.ResourceLeakDetector");
    }
}

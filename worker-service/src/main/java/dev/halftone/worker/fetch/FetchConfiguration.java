package dev.halftone.worker.fetch;

import dev.halftone.egress.EgressPolicy;
import dev.halftone.worker.egress.GuardedClients;
import dev.halftone.worker.turn.Turns;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({FetchSettings.class, RetrySettings.class})
class FetchConfiguration {

    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** Never the place where a request waits: {@link Turns} lets in no more than there are connections. */
    @Bean(destroyMethod = "dispose")
    ConnectionProvider fetchConnections(FetchSettings settings) {
        return ConnectionProvider.builder("fetch")
                .maxConnections(settings.concurrency())
                .maxIdleTime(IDLE)
                .maxLifeTime(LIFE)
                .evictInBackground(IDLE)
                .build();
    }

    @Bean
    Fetcher fetcher(
            GuardedClients clients,
            @Qualifier("fetchConnections") ConnectionProvider connections,
            EgressPolicy policy,
            FetchSettings settings,
            RetrySettings retrying) {
        Download download = new Download(
                clients.client(connections, settings.connectTimeout(), settings.firstByteTimeout()),
                policy,
                new Turns(settings.concurrency(), settings.concurrencyPerHost()),
                new AnswerReader(
                        (int) settings.maxBytes().toBytes(),
                        () -> new MinimumPace(settings.minRate(), settings.minRateWindow(), System::nanoTime),
                        InstantSource.system()),
                settings);
        return new Fetcher(
                download,
                new RetryPolicy(retrying, () -> ThreadLocalRandom.current().nextDouble()));
    }
}

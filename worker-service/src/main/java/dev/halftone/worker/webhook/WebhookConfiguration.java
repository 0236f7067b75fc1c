package dev.halftone.worker.webhook;

import dev.halftone.egress.EgressPolicy;
import dev.halftone.worker.egress.GuardedClients;
import dev.halftone.worker.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({WebhookSettings.class, LinkSettings.class})
class WebhookConfiguration {

    /** A receiver is told so seldom that no connection to it is worth keeping. */
    @Bean
    DeliveryLifecycle deliveryLifecycle(
            DatabaseClient database,
            GuardedClients clients,
            EgressPolicy policy,
            WebhookSettings settings,
            LinkSettings links,
            Traces traces,
            MeterRegistry meters) {
        // an attempt's own limit comes first: an error that came at the same moment would reach nobody but the log
        Duration silence = settings.timeout().multipliedBy(2);
        Courier courier = new Courier(
                clients.client(ConnectionProvider.newConnection(), settings.connectTimeout(), silence),
                policy,
                settings.timeout(),
                InstantSource.system());
        Deliveries deliveries = new Deliveries(database, new ClaimRow(links), settings);
        RetrySchedule schedule =
                new RetrySchedule(settings, () -> ThreadLocalRandom.current().nextDouble());
        return new DeliveryLifecycle(new DeliveryRound(deliveries, courier, schedule, settings, traces, meters));
    }
}

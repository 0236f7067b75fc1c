package dev.halftone.standalone;

import dev.halftone.api.ApiService;
import dev.halftone.standalone.lifecycle.Closing;
import dev.halftone.standalone.lifecycle.Started;
import dev.halftone.worker.WorkerService;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.web.reactive.ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** The api and one worker, each a Spring context of its own. Stopping lets both finish what they hold. */
final class Services implements Closeable {

    private static final String DOORS = Stream.of(
                    ReactiveWebSecurityAutoConfiguration.class,
                    ReactiveManagementWebSecurityAutoConfiguration.class,
                    ReactiveUserDetailsServiceAutoConfiguration.class,
                    ReactiveOAuth2ResourceServerAutoConfiguration.class,
                    ReactiveOAuth2ResourceServerWebSecurityAutoConfiguration.class)
            .map(Class::getName)
            .collect(Collectors.joining(","));

    private final Started<ConfigurableApplicationContext> api;
    private final Started<ConfigurableApplicationContext> worker;

    private Services(Map<String, String> settings, int port, ExecutorService starters) {
        api = Started.by(starters, "the api", () -> run(ApiService.application(), settings, "--server.port=" + port));
        worker = Started.by(
                starters,
                "the worker",
                () -> run(
                        WorkerService.application(),
                        settings,
                        "--server.port=0",
                        // the only worker need not wait long for a killed one's rows
                        "--spring.kafka.properties.session.timeout.ms=6000",
                        "--spring.kafka.properties.heartbeat.interval.ms=2000",
                        "--springdoc.api-docs.enabled=false",
                        "--springdoc.swagger-ui.enabled=false",
                        // the api's doors are not the worker's
                        "--spring.autoconfigure.exclude=" + DOORS));
    }

    /**
     * Returns when jobs can be submitted and are worked on.
     *
     * @param settings of both services, over whatever the environment says
     * @throws IOException if one does not start; the other is stopped again
     */
    static Services start(Map<String, String> settings, int port) throws IOException {
        Services services;
        try (ExecutorService starters = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("service-", 1).factory())) {
            services = new Services(settings, port, starters);
        }
        try {
            services.api.get();
            services.worker.get();
            return services;
        } catch (IOException | RuntimeException e) {
            try (services) {
                throw e;
            }
        }
    }

    private static ConfigurableApplicationContext run(
            SpringApplicationBuilder application, Map<String, String> settings, String... own) {
        Stream<String> shared =
                settings.entrySet().stream().map(setting -> "--" + setting.getKey() + "=" + setting.getValue());
        return application
                .registerShutdownHook(false)
                .properties(
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.jmx.enabled=false",
                        // both write one log
                        "logging.include-application-name=false")
                .run(Stream.concat(shared, Stream.of(own)).toArray(String[]::new));
    }

    @Override
    public void close() throws IOException {
        Closing.inOrder(List.of(worker, api));
    }
}

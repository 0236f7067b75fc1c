package dev.halftone.api.servers;

import dev.halftone.api.ApiService;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The whole service on a port of its own, with real PostgreSQL and Kafka, shared by all tests of the JVM. */
public final class RunningApi {

    /** Where its uploads are, on {@link TestS3}. */
    public static final String BUCKET = "halftone";

    private static final class Shared {
        private static final RunningApi API = start(TestDatabase.create());
    }

    private final TestDatabase database;
    private final ConfigurableApplicationContext context;

    private RunningApi(TestDatabase database, ConfigurableApplicationContext context) {
        this.database = database;
        this.context = context;
    }

    public static RunningApi shared() {
        return Shared.API;
    }

    public static RunningApi start(TestDatabase database, String... settings) {
        Stream<String> own = Stream.concat(
                Stream.of(TestS3.shared().settings(BUCKET)),
                Stream.of(
                        "--server.port=0",
                        "--spring.r2dbc.url=" + database.r2dbcUrl(),
                        "--spring.r2dbc.username=postgres",
                        "--spring.r2dbc.password=postgres",
                        "--spring.kafka.bootstrap-servers=" + TestKafka.shared().bootstrapServers(),
                        "--halftone.s3.public-base-url=https://cdn.example.com",
                        "--halftone.events.poll=50ms",
                        "--halftone.events.heartbeat=300ms",
                        "--halftone.dispatch.partitions=6"));
        List<String> given = Stream.of(settings).map(RunningApi::name).toList();
        String[] all = Stream.concat(own.filter(setting -> !given.contains(name(setting))), Stream.of(settings))
                .toArray(String[]::new);
        return new RunningApi(database, ApiService.application().run(all));
    }

    private static String name(String setting) {
        return setting.substring(0, setting.indexOf('='));
    }

    public TestDatabase database() {
        return database;
    }

    public String url() {
        return at("local.server.port");
    }

    /** Where the management endpoints are, if they have a port of their own. */
    public String managementUrl() {
        return at("local.management.port");
    }

    private String at(String port) {
        return "http://localhost:"
                + Objects.requireNonNull(context.getEnvironment().getProperty(port));
    }

    public WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl(url())
                .responseTimeout(Duration.ofSeconds(20))
                .build();
    }

    public void stop() {
        context.close();
    }
}

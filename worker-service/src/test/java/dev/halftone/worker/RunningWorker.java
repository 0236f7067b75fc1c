package dev.halftone.worker;

import dev.halftone.worker.fixture.Database;
import dev.halftone.worker.fixture.KafkaBroker;
import dev.halftone.worker.fixture.ObjectStorage;
import dev.halftone.worker.fixture.Origin;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole worker, on the fixtures. */
final class RunningWorker {

    private RunningWorker() {}

    /** @param more settings, as arguments */
    static ConfigurableApplicationContext start(
            Database database, KafkaBroker kafka, ObjectStorage storage, Origin origin, String... more) {
        Stream<String> settings = Stream.of(
                "--server.port=0",
                "--spring.r2dbc.url=r2dbc:postgresql://127.0.0.1:" + database.port() + "/postgres",
                "--spring.r2dbc.username=postgres",
                "--spring.kafka.bootstrap-servers=" + kafka.bootstrapServers(),
                "--halftone.s3.endpoint=" + storage.endpoint(),
                "--halftone.s3.access-key=" + ObjectStorage.ACCESS_KEY,
                "--halftone.s3.secret-key=" + ObjectStorage.SECRET_KEY,
                "--halftone.s3.bucket=" + ObjectStorage.BUCKET,
                "--halftone.egress.allowed-networks=127.0.0.0/8",
                "--halftone.egress.allowed-ports=80,443," + origin.port());
        return WorkerService.application()
                .run(Stream.concat(settings, Stream.of(more)).toArray(String[]::new));
    }
}

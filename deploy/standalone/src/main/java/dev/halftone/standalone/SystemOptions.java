package dev.halftone.standalone;

import dev.halftone.standalone.infrastructure.InfrastructurePorts;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that starts the embedded servers. */
final class SystemOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "where everything is kept (default: the directory data of the project)")
    private @Nullable Path data;

    @Option(names = "--postgres-port", paramLabel = "PORT", description = "default: any free one, as all that follow")
    private int postgresPort;

    @Option(names = "--kafka-port", paramLabel = "PORT")
    private int kafkaPort;

    @Option(names = "--kafka-controller-port", paramLabel = "PORT")
    private int kafkaControllerPort;

    @Option(names = "--s3-port", paramLabel = "PORT")
    private int s3Port;

    @Option(names = "--samples-port", paramLabel = "PORT", description = "where the sample photos are served")
    private int samplesPort;

    Path data() {
        return data == null ? Path.of(System.getProperty("halftone.home", ""), "data") : data;
    }

    ServerPorts ports() {
        return new ServerPorts(samplesPort, infrastructurePorts());
    }

    InfrastructurePorts infrastructurePorts() {
        return new InfrastructurePorts(postgresPort, kafkaPort, kafkaControllerPort, s3Port);
    }
}

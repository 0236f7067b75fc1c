package dev.halftone.lab.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The built programs, and the directory in which they run: its data, and what they print. */
public final class Installation {

    private static final String API = "api-service";
    private static final String WORKER = "worker-service";
    private static final String STANDALONE = "standalone";

    private final Path programs;
    private final Path directory;

    /** @throws IOException if the directory cannot be made */
    public Installation(Path programs, Path directory) throws IOException {
        this.programs = programs;
        this.directory = Files.createDirectories(directory).toRealPath();
    }

    public Path directory() {
        return directory;
    }

    public Path data(String name) {
        return directory.resolve("data").resolve(name);
    }

    /** One of PostgreSQL, Kafka and S3, as {@code infra} runs it. */
    public Program infra(String part, Companions companions, List<String> options) {
        List<String> arguments = new ArrayList<>(
                List.of("infra", "--only", part, "--data", data(part).toString()));
        arguments.addAll(options);
        return program(part, STANDALONE, "384m", Map.of(), arguments, companions);
    }

    public Service api(String name, int port, Map<String, String> environment, List<String> settings) {
        return service(name, API, "160m", port, environment, settings);
    }

    public Service worker(String name, int port, Map<String, String> environment, List<String> settings) {
        return service(name, WORKER, "256m", port, environment, settings);
    }

    private Service service(
            String name, String jar, String heap, int port, Map<String, String> environment, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.address=127.0.0.1", "--server.port=" + port));
        arguments.addAll(settings);
        return new Service(program(name, jar, heap, environment, arguments, Companions.NONE), port);
    }

    /** The heap is there from the start, so that what grows is seen; and not compiled for speed, so that it starts sooner. */
    private Program program(
            String name,
            String jar,
            String heap,
            Map<String, String> environment,
            List<String> arguments,
            Companions companions) {
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-Xms" + heap,
                "-Xmx" + heap,
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.io.tmpdir=" + directory.resolve(name + ".tmp"),
                "-jar",
                programs.resolve(jar).resolve(jar + ".jar").toString()));
        command.addAll(arguments);
        return new Program(name, command, environment, directory, companions);
    }

    /** The one that runs this. */
    private static String java() {
        return ProcessHandle.current().info().command().orElse("java");
    }
}

package dev.halftone.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The programs that this very build packaged, unpacked as the launcher does it: they start sooner so. */
final class BuiltPrograms {

    private static final Map<String, String> MODULES =
            Map.of("api-service", "api-service", "worker-service", "worker-service", "standalone", "deploy/standalone");

    private BuiltPrograms() {}

    /** @throws IOException if one is not built, or cannot be unpacked */
    static Path unpacked(Path home, Path directory) throws IOException, InterruptedException {
        for (Map.Entry<String, String> module : MODULES.entrySet()) {
            Path target = directory.resolve(module.getKey());
            Path jar = jar(home.resolve(module.getValue()).resolve("target"));
            unpack(jar, target);
            Files.move(target.resolve(jar.getFileName()), target.resolve(module.getKey() + ".jar"));
        }
        return directory;
    }

    private static Path jar(Path built) throws IOException {
        try (Stream<Path> files = Files.list(built)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith("-app.jar")).toList();
            if (jars.size() != 1) {
                throw new IOException("one program is expected in " + built + ", not " + jars);
            }
            return jars.getFirst();
        }
    }

    private static void unpack(Path jar, Path target) throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElse("java");
        Process process = new ProcessBuilder(
                        java, "-Djarmode=tools", "-jar", jar.toString(), "extract", "--destination", target.toString())
                .inheritIO()
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(jar + " cannot be unpacked");
        }
    }
}

package dev.halftone.manifests;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Overlays, as a cluster is given them. Where neither kubectl nor kustomize is, whoever asks is skipped. */
final class Rendered {

    private Rendered() {}

    static Manifests overlay(String name) {
        String directory =
                Manifests.KUBERNETES.resolve("overlays").resolve(name).toString();
        List<List<String>> commands =
                List.of(List.of("kubectl", "kustomize", directory), List.of("kustomize", "build", directory));
        for (List<String> command : commands) {
            if (isThere(command.getFirst())) {
                return Manifests.of(output(command));
            }
        }
        return Assumptions.abort("there is no kubectl and no kustomize here");
    }

    private static boolean isThere(String program) {
        try {
            return new ProcessBuilder("sh", "-c", "command -v " + program)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream output = process.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(text);
                }
                return text;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

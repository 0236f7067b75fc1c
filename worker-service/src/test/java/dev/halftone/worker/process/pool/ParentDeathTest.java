package dev.halftone.worker.process.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ParentDeathTest {

    /** It is stopped, so it cannot notice by itself that its input has ended. */
    @Test
    void aChildEndsWithItsWorkerEvenIfItHangs() throws Exception {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProbe.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().filter("ready"::equals).findFirst()).isPresent();
            ProcessHandle child =
                    ChildProcesses.stop(ChildProcesses.alive(worker.toHandle()).getFirst());
            worker.destroyForcibly();

            ChildProcesses.awaitEnd(child);
        } finally {
            worker.destroyForcibly();
        }
    }
}

package dev.halftone.worker.process.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class SandboxTest {

    @TempDir
    private Path directory;

    @Test
    void whoeverIsInItCanComputeAndNothingElse() throws IOException, InterruptedException {
        assertThat(probe())
                .containsExactly(
                        "before: can read a file",
                        "before: can write a file",
                        "before: can connect",
                        "before: can listen",
                        "before: can run a program",
                        "before: can signal its parent",
                        "before: can use much memory",
                        "before: can make a thread",
                        "missing: []",
                        "after: cannot read a file",
                        "after: cannot write a file",
                        "after: cannot connect",
                        "after: cannot listen",
                        "after: cannot run a program",
                        "after: cannot signal its parent",
                        "after: cannot use much memory",
                        "after: can make a thread");
    }

    private List<String> probe() throws IOException, InterruptedException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Xmx32m",
                            "-XX:MaxDirectMemorySize=1g",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            SandboxProbe.class.getName(),
                            Integer.toString(listener.getLocalPort()),
                            directory.resolve("file").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                List<String> printed = lines.lines().toList();
                process.waitFor();
                return printed;
            }
        }
    }
}

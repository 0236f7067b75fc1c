package dev.halftone.lab.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path directory;

    private Program program;

    @BeforeEach
    void start() throws Exception {
        String script = "echo \"$GREETING\"; sleep 600 & echo child $!; wait";
        program = new Program(
                "sleeper", List.of("sh", "-c", script), Map.of("GREETING", "hello"), directory, Companions.NONE);
        program.start();
        await().until(() -> Files.readString(program.log()).contains("child"));
    }

    @AfterEach
    void end() throws Exception {
        program.kill();
    }

    @Test
    void aKillEndsItAndItsChildrenAndItsLogIsKept() throws Exception {
        Path log = program.log();
        long child = child(log);

        program.kill();

        assertThat(program.isAlive()).isFalse();
        assertThat(Signals.isAlive(child)).isFalse();
        program.start();
        assertThat(program.isAlive()).isTrue();
        assertThat(program.logs()).hasSize(2).contains(log);
        assertThat(Files.readString(log)).startsWith("hello");
    }

    @Test
    void aPausedOneStandsStillWithItsChildrenAndCanBeKilled() throws Exception {
        program.pause();
        long child = child(program.log());
        await().until(() -> state(program.pid()).equals("T"));
        await().until(() -> state(child).equals("T"));

        program.resume();
        await().until(() -> state(program.pid()).equals("S"));

        program.pause();
        program.kill();
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void aRetiredOneEndsAndIsNotStartedAgain() throws Exception {
        program.retire();

        assertThat(program.isAlive()).isFalse();
        assertThatThrownBy(program::start).isInstanceOf(IOException.class);
        assertThat(program.isAlive()).isFalse();
    }

    @Test
    void whoIsToldToStopEnds() throws Exception {
        program.terminate();

        assertThat(program.ends(PATIENCE)).isTrue();
    }

    @Test
    void itsFootprintIsRead() throws Exception {
        Footprint footprint = Footprint.of(program);

        assertThat(footprint.descriptors()).isPositive();
        assertThat(footprint.files()).isZero();
        Files.createFile(program.temporaryFiles().resolve("left"));
        assertThat(Footprint.of(program).files()).isEqualTo(1);
    }

    @Test
    void whatAKilledOneLeftBehindIsDeletedWhenItIsStartedAgain() throws Exception {
        Path deep = Files.createDirectories(program.temporaryFiles().resolve("deep"));
        Files.createFile(deep.resolve("left"));

        program.kill();
        program.start();

        assertThat(program.temporaryFiles()).isEmptyDirectory();
    }

    private static long child(Path log) throws Exception {
        return Long.parseLong(
                Files.readAllLines(log).get(1).substring("child ".length()).strip());
    }

    /** As the kernel says it: T is stopped, S asleep. */
    private static String state(long pid) throws Exception {
        return Files.readString(Path.of("/proc", Long.toString(pid), "stat")).replaceFirst("^.*\\) (.).*\\n?$", "$1");
    }
}

package dev.halftone.faults.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskTest {

    @TempDir
    private Path parent;

    @Test
    void whatIsThereMovesWithItAndNothingMoreCanBeWrittenOnceItIsFull() throws Exception {
        Path directory = Files.createDirectory(parent.resolve("data"));
        Files.writeString(directory.resolve("before"), "kept");
        SmallDisk disk = disk(directory);
        try {
            assertThat(directory.resolve("before")).hasContent("kept");
            Files.writeString(directory.resolve("beside"), "kept too");

            disk.fill();
            assertThat(disk.isFull()).isTrue();
            assertThatThrownBy(() -> Files.writeString(directory.resolve("more"), "lost"))
                    .isInstanceOf(IOException.class);

            disk.free();
            assertThat(disk.isFull()).isFalse();
            Files.writeString(directory.resolve("more"), "there was room");
        } finally {
            disk.remove();
        }
        assertThat(parent).isDirectoryNotContaining(file -> !file.equals(directory));
        assertThat(directory).isDirectoryContaining("glob:**/{before,beside,more}");
        assertThat(directory.resolve("more")).hasContent("there was room");
    }

    @Test
    void whereNoneCanBeMountedAllIsAsItWas() throws Exception {
        Path directory = Files.createDirectory(parent.resolve("data"));
        Files.writeString(directory.resolve("before"), "kept");

        assertThatThrownBy(() -> SmallDisk.under(directory, -1_000)).hasMessageContaining("mount");

        assertThat(parent).isDirectoryNotContaining(file -> !file.equals(directory));
        assertThat(directory.resolve("before")).hasContent("kept");
    }

    private static SmallDisk disk(Path directory) throws InterruptedException {
        try {
            return SmallDisk.under(directory, 4);
        } catch (IOException e) {
            return abort("no disk can be mounted here: " + e.getMessage());
        }
    }
}

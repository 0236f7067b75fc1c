package dev.halftone.worker.process.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibraryTest {

    @TempDir
    private Path parent;

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x64, libvips.so",
        "Linux, aarch64, linux-arm64, libvips.so",
        "Mac OS X, x86_64, darwin-x64, libvips.dylib",
        "Mac OS X, aarch64, darwin-arm64, libvips.dylib"
    })
    void everyPlatformHasItsLibraryInTheJar(String os, String arch, String platform, String fileName) {
        NativeLibrary library = NativeLibrary.of(os, arch);

        assertThat(library).isEqualTo(new NativeLibrary(platform, fileName));
        assertThat(library.extractedUnder(parent)).isNotEmptyFile();
    }

    @Test
    void aPlatformWithoutALibraryIsNamed() {
        assertThatIllegalStateException()
                .isThrownBy(() -> NativeLibrary.of("Linux", "riscv64").extractedUnder(parent))
                .withMessageContaining("linux-riscv64")
                .withMessageContaining("x64 and arm64");
    }

    @Test
    void severalWorkersExtractOneFile() throws InterruptedException, ExecutionException, IOException {
        Callable<Path> extraction = () -> NativeLibrary.ofThisPlatform().extractedUnder(parent);
        try (ExecutorService workers = Executors.newFixedThreadPool(6)) {
            List<Future<Path>> files =
                    workers.invokeAll(List.of(extraction, extraction, extraction, extraction, extraction, extraction));
            Path first = files.getFirst().get();
            for (Future<Path> file : files) {
                assertThat(file.get()).isEqualTo(first);
            }
            try (Stream<Path> left = Files.list(first.getParent())) {
                assertThat(left).containsExactly(first);
            }
        }
    }

    @Test
    void aDirectoryThatOthersMayWriteToIsRefused() throws IOException {
        Path directory = NativeLibrary.ofThisPlatform().extractedUnder(parent).getParent();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThatIllegalStateException()
                .isThrownBy(() -> NativeLibrary.ofThisPlatform().extractedUnder(parent))
                .withMessageContaining("not a directory of this user alone");
    }
}

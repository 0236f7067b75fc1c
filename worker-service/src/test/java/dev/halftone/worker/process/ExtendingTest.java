package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the page on adding an operation says, in a copy: its class, its line, its test, run in a process of its own. */
class ExtendingTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern NAMED_FILE = Pattern.compile("`([\\w/.-]+\\.java)`[^`]*```java\\R", Pattern.DOTALL);
    private static final String LIST = "Stream.of(\n";

    @Test
    void thePageWorksAsItIsWritten(@TempDir Path copy) throws Exception {
        String page = Files.readString(ROOT.resolve("docs/extending.md"));
        List<String> code = all(CODE, page);
        List<String> files = all(NAMED_FILE, page);
        assertThat(code).hasSize(3);
        assertThat(files).hasSize(3);

        Path operation = write(copy, files.get(0), code.get(0));
        Path list = write(copy, files.get(1), withLine(files.get(1), code.get(1)));
        Path test = write(copy, files.get(2), code.get(2));
        Path classes = Files.createDirectory(copy.resolve("classes"));

        assertThat(compile(classes, operation, list, test)).isZero();
        assertThat(run(copy, classes, nameOf(test))).contains("3 tests successful", "0 tests failed");
    }

    private static List<String> all(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static Path write(Path copy, String file, String code) throws IOException {
        Path target = copy.resolve(file);
        Files.createDirectories(target.getParent());
        return Files.writeString(target, code);
    }

    /** The line as the first of the list, and the import that it needs. */
    private static String withLine(String file, String line) throws IOException {
        String source = Files.readString(ROOT.resolve(file));
        assertThat(source).contains(LIST);
        return source.replace(LIST, LIST + line)
                .replaceFirst("\nimport ", "\nimport dev.halftone.image.filter.Posterize;\nimport ");
    }

    private static int compile(Path classes, Path... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")));
        for (Path source : sources) {
            arguments.add(source.toString());
        }
        return compiler.run(null, null, null, arguments.toArray(String[]::new));
    }

    private static String run(Path copy, Path classes, String test) throws IOException, InterruptedException {
        Path output = copy.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                OneTestClass.class.getName(),
                test));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static String nameOf(Path test) {
        return ExtendingTest.class.getPackageName() + "."
                + test.getFileName().toString().replace(".java", "");
    }
}

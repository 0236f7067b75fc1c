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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the page on extending says, in a copy: the classes, the lines, the tests, run in a process of their own. */
class ExtendingTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CODE = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);
    private static final Pattern NAMED_FILE = Pattern.compile("`([\\w/.-]+\\.java)`[^`]*```java\\R", Pattern.DOTALL);

    /** Where the lists begin that the page adds a line to. */
    private static final Pattern LIST = Pattern.compile("(ALL = (?:Stream|List)\\.of\\(\\n)");

    @Test
    void thePageWorksAsItIsWritten(@TempDir Path copy) throws Exception {
        String page = Files.readString(ROOT.resolve("docs/extending.md"));
        List<String> code = all(CODE, page);
        List<String> files = all(NAMED_FILE, page);
        assertThat(code).hasSize(6);
        assertThat(files).hasSize(6);

        List<Path> sources = new ArrayList<>();
        sources.add(write(copy, files.get(0), code.get(0)));
        sources.add(write(copy, files.get(1), imported(withLine(files.get(1), code.get(1)))));
        sources.add(write(copy, files.get(2), code.get(2)));
        sources.add(write(copy, files.get(3), code.get(3)));
        sources.add(write(copy, files.get(4), withLine(files.get(4), code.get(4))));
        sources.add(write(copy, files.get(5), code.get(5)));
        Path classes = Files.createDirectory(copy.resolve("classes"));

        assertThat(compile(classes, sources)).isZero();
        assertThat(run(copy, classes, nameOf(sources.get(2)), nameOf(sources.get(5))))
                .contains("5 tests successful", "0 tests failed");
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

    /** The line as the first of the list. */
    private static String withLine(String file, String line) throws IOException {
        String source = Files.readString(ROOT.resolve(file));
        assertThat(source).containsPattern(LIST);
        return LIST.matcher(source).replaceFirst(list -> Matcher.quoteReplacement(list.group() + line));
    }

    private static String imported(String source) {
        return source.replaceFirst("\nimport ", "\nimport dev.halftone.image.filter.Posterize;\nimport ");
    }

    private static int compile(Path classes, List<Path> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> arguments = new ArrayList<>(
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path")));
        sources.forEach(source -> arguments.add(source.toString()));
        return compiler.run(null, null, null, arguments.toArray(String[]::new));
    }

    private static String run(Path copy, Path classes, String... tests) throws IOException, InterruptedException {
        Path output = copy.resolve("output");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                TestClasses.class.getName()));
        command.addAll(List.of(tests));
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

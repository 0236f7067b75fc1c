package dev.halftone.supplychain;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cyclonedx.model.Component;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeOnInvalidInput = Audit.USAGE,
        exitCodeOnExecutionException = Audit.UNABLE,
        description = {
            "Asks a list of known vulnerabilities about everything that the programs are made of. Status 0: it knows none, or cannot",
            "be asked, which is said; 1: it knows some that are not waived; 2: it cannot be asked, and --require is given."
        })
public final class Audit implements Callable<Integer> {

    static final int VULNERABLE = 1;
    static final int UNCHECKED = 2;
    static final int USAGE = 64;
    static final int UNABLE = 70;

    /** Ours are in no list. */
    private static final String OWN = "pkg:maven/dev.halftone/";

    @Parameters(arity = "1..*", paramLabel = "SBOM", description = "programs' jars, or CycloneDX files")
    private List<Path> sboms = List.of();

    @Option(
            names = "--list",
            paramLabel = "URL",
            defaultValue = "https://api.osv.dev/",
            description = "OSV's API or a mirror of it (default: ${DEFAULT-VALUE})")
    private URI address = URI.create("https://api.osv.dev/");

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "vulnerabilities that were looked at and do not hurt")
    private @Nullable Path waivers;

    @Option(names = "--require", description = "fail if the list cannot be asked")
    private boolean required;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "for each answer (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Audit()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Part> parts = parts();
        List<Waiver> waived = waivers == null ? List.of() : Waiver.read(waivers);
        try {
            List<Finding> findings = findings(parts);
            return new Verdict(parts, findings, waived, LocalDate.now(ZoneOffset.UTC)).print(out, address)
                    ? 0
                    : VULNERABLE;
        } catch (NoAnswerException e) {
            out.println("audit: NOTHING WAS CHECKED for known vulnerabilities: of " + address + ", " + e.getMessage());
            return required ? UNCHECKED : 0;
        } finally {
            out.flush();
        }
    }

    /** Each once, though it be in several programs. */
    private List<Part> parts() throws IOException {
        Map<String, Part> parts = new TreeMap<>();
        for (Path sbom : sboms) {
            for (Component component : Sbom.read(sbom).getComponents()) {
                Part part = Part.of(component);
                parts.put(part.purl(), part);
            }
        }
        return parts.values().stream()
                .filter(part -> !part.purl().startsWith(OWN))
                .toList();
    }

    private List<Finding> findings(List<Part> parts) throws NoAnswerException, InterruptedException {
        List<Part> asked = parts.stream()
                .flatMap(part -> part.questions().stream().map(question -> part))
                .toList();
        VulnerabilityList list = new VulnerabilityList(address, Duration.ofSeconds(seconds));
        List<List<Advisory>> answers = list.ask(
                parts.stream().flatMap(part -> part.questions().stream()).toList());
        List<Finding> findings = new ArrayList<>();
        for (int index = 0; index < asked.size(); index++) {
            for (Advisory advisory : answers.get(index)) {
                findings.add(new Finding(asked.get(index), advisory));
            }
        }
        return findings.stream().distinct().collect(Collectors.toList());
    }
}

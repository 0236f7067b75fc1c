package dev.halftone.supplychain;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds credentials among the sources by the forms that their issuers gave them in order to be found. What has no such form, a
 * password say, is not found; so Halftone's own keys and secrets have one.
 */
final class Secrets {

    private static final Map<String, Pattern> FORMS = Map.of(
            "a private key", Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY"),
            "an AWS access key", Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
            "a GitHub token", Pattern.compile("\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\\w{60})"),
            "an npm token", Pattern.compile("\\bnpm_[A-Za-z0-9]{36}\\b"),
            "a Google key", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"),
            "a Slack token", Pattern.compile("\\bxox[abeoprs]-[0-9A-Za-z-]{10}"),
            "a signed JWT", Pattern.compile("\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10}"),
            "a key of Halftone", Pattern.compile("\\bht_[A-Za-z0-9_-]{24}"),
            "a webhook's secret", Pattern.compile("\\bwhsec_[A-Za-z0-9+/]{32}"));

    /** What the API's documentation shows, and nothing takes; in two parts, or they would be found here. */
    private static final List<String> EXAMPLES = List.of(
            "wh" + "sec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "h" + "t_Xy12pQk0cXJ5bLJH3vSgnJ1Sxgyn9Ruyb0vXk1mVb7E3f9aB0");

    private static final Pattern KEY_STORE = Pattern.compile(".*\\.(p12|pfx|jks|keystore|pem|key)");

    /** What a build or a run makes, and what others wrote. */
    private static final Set<String> UNTRACKED = Set.of(".git", ".idea", "target", "node_modules", "data", "out");

    private Secrets() {}

    /** Each as its path under the root, its line and what it is. */
    static List<String> under(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources(root)) {
            String path = root.relativize(file).toString();
            if (KEY_STORE.matcher(path).matches()) {
                found.add(path + ": a key store");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (String example : EXAMPLES) {
                text = text.replace(example, "");
            }
            List<String> lines = text.lines().toList();
            for (int number = 1; number <= lines.size(); number++) {
                for (Map.Entry<String, Pattern> form : FORMS.entrySet()) {
                    if (form.getValue().matcher(lines.get(number - 1)).find()) {
                        found.add(path + ":" + number + ": " + form.getKey());
                    }
                }
            }
        }
        return found;
    }

    private static List<Path> sources(Path directory) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.sorted().toList()) {
                if (Files.isDirectory(entry)) {
                    if (!UNTRACKED.contains(entry.getFileName().toString())) {
                        files.addAll(sources(entry));
                    }
                } else if (Files.isRegularFile(entry)) {
                    files.add(entry);
                }
            }
        }
        return files;
    }
}

package dev.halftone.hostile;

import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the services print: what strangers send and do is no defect, and nothing for the log. */
final class Logs {

    private static final Pattern STRANGE = Pattern.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f]|^\\tat ");

    private final Map<Path, Long> read = new HashMap<>();

    /** Lines since this was last asked that hold a control character or are of a stack trace; one of each log. */
    List<String> strangeLines(List<Service> services) throws IOException {
        List<String> strange = new ArrayList<>();
        for (Service service : services) {
            Path log = service.program().log();
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            long before = read.getOrDefault(log, 0L);
            List<String> found = lines.stream()
                    .skip(before)
                    .filter(line -> STRANGE.matcher(line).find())
                    .toList();
            if (!found.isEmpty()) {
                strange.add(found.size() + " lines of " + log + ", such as: "
                        + found.getFirst().strip());
            }
            read.put(log, (long) lines.size());
        }
        return strange;
    }
}

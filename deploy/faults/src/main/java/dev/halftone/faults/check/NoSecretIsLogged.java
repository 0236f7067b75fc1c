package dev.halftone.faults.check;

import dev.halftone.faults.ledger.Submission;
import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads everything that the services ever printed. */
final class NoSecretIsLogged implements Check {

    private static final List<String> CREDENTIALS = List.of("SPRING_R2DBC_PASSWORD", "HALFTONE_S3_SECRET_KEY");

    @Override
    public String name() {
        return "no secret is in a log";
    }

    @Override
    public List<String> violations(Evidence evidence) throws IOException {
        List<String> secrets = Stream.concat(
                        evidence.ledger().submissions().stream().map(Submission::secret),
                        CREDENTIALS.stream().map(evidence.system().credentials()::get))
                .toList();
        List<String> violations = new ArrayList<>();
        for (Service service : evidence.system().services()) {
            for (Path log : service.program().logs()) {
                String text = Files.readString(log, StandardCharsets.UTF_8);
                secrets.stream().filter(text::contains).forEach(_ -> violations.add("a secret is in " + log));
            }
        }
        return violations;
    }
}

package dev.halftone.faults.check;

import dev.halftone.faults.ledger.Sighting;
import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the clients were promised. */
final class EveryAcceptedJobEnds implements Check {

    @Override
    public String name() {
        return "every job answered with 202 is terminal, at both apis";
    }

    @Override
    public List<String> violations(Evidence evidence) throws InterruptedException {
        List<String> violations = new ArrayList<>();
        for (String requestId : evidence.ledger().requestIds()) {
            for (Service api : evidence.system().apis()) {
                try {
                    Sighting last = evidence.client().look(api, requestId);
                    if (!last.isTerminal()) {
                        violations.add(last.toString());
                    }
                } catch (IOException e) {
                    violations.add(e.toString());
                }
            }
        }
        return violations;
    }
}

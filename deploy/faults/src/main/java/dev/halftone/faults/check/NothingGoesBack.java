package dev.halftone.faults.check;

import dev.halftone.faults.ledger.Sighting;
import java.util.ArrayList;
import java.util.List;

/** Whichever api is asked, at whatever moment. */
final class NothingGoesBack implements Check {

    @Override
    public String name() {
        return "over all polls, counts only grow, add up, and an end stays an end";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        for (String requestId : evidence.ledger().requestIds()) {
            violations.addAll(violations(requestId, evidence.watch().sightings(requestId)));
        }
        return violations;
    }

    static List<String> violations(String requestId, List<Sighting> sightings) {
        List<String> violations = new ArrayList<>();
        for (int i = 0; i < sightings.size(); i++) {
            Sighting now = sightings.get(i);
            if (now.succeeded() + now.failed() + now.cancelled() + now.pending() != now.images()) {
                violations.add(requestId + " does not add up: " + now);
            }
            if (i > 0 && !mayFollow(sightings.get(i - 1), now)) {
                violations.add(requestId + " went from " + sightings.get(i - 1) + " to " + now);
            }
        }
        return violations;
    }

    private static boolean mayFollow(Sighting before, Sighting now) {
        return now.images() == before.images()
                && now.succeeded() >= before.succeeded()
                && now.failed() >= before.failed()
                && now.cancelled() >= before.cancelled()
                && now.state().compareTo(before.state()) >= 0
                && (!before.isTerminal() || now.state() == before.state());
    }
}

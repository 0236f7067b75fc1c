package dev.halftone.faults.check;

import java.util.List;

/** Without anybody's help. */
final class RecoveryIsQuick implements Check {

    @Override
    public String name() {
        return "everything is done within a lease and 30 s";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        return evidence.recovery().compareTo(evidence.recoveryLimit()) <= 0
                ? List.of()
                : List.of("it took " + evidence.recovery().toSeconds() + " s, allowed are "
                        + evidence.recoveryLimit().toSeconds() + " s");
    }
}

package dev.halftone.faults.check;

import dev.halftone.faults.ledger.Client;
import dev.halftone.faults.ledger.Ledger;
import dev.halftone.faults.ledger.Watch;
import dev.halftone.faults.system.SystemUnderTest;
import dev.halftone.lab.evidence.Baseline;
import dev.halftone.lab.evidence.Bucket;
import dev.halftone.lab.evidence.Database;
import java.time.Duration;

/**
 * Everything that is known when a cell is over.
 *
 * @param recovery how long all that was owed took, from the moment after which nothing was in its way
 * @param recoveryLimit how long it may have taken
 */
public record Evidence(
        SystemUnderTest system,
        Ledger ledger,
        Watch watch,
        Client client,
        Database database,
        Bucket bucket,
        Group group,
        Baseline baseline,
        Duration recovery,
        Duration recoveryLimit) {}

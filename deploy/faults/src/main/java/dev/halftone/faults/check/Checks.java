package dev.halftone.faults.check;

import java.util.List;

/** All checks, in the order in which their failures explain each other. */
public final class Checks {

    private Checks() {}

    /** New ones, for one run: some remember what they saw. */
    public static List<Check> all() {
        return List.of(
                new EveryAcceptedJobEnds(),
                new SubmissionsAreWhole(),
                new OneOutcomeAnImage(),
                new CountersAreCounted(),
                new ThroughputIsTheOutcomes(),
                new NoImageFails(),
                new ObjectsAreTheRenditions(),
                new WebhooksTellOnce(),
                new NoTransactionIsLeftOpen(),
                new NothingIsLeftInKafka(),
                new NothingGoesBack(),
                new RecoveryIsQuick(),
                new FootprintsAreBack(),
                new NoSecretIsLogged());
    }
}

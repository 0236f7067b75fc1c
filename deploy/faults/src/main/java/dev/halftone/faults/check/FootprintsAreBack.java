package dev.halftone.faults.check;

import java.io.IOException;
import java.util.List;

/** Whatever was hit, nothing was lost by it. */
final class FootprintsAreBack implements Check {

    @Override
    public String name() {
        return "memory, descriptors and temporary files are back where they were";
    }

    @Override
    public List<String> violations(Evidence evidence) throws IOException, InterruptedException {
        return evidence.baseline().excesses(evidence.system().services());
    }
}

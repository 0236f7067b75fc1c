package dev.halftone.supplychain;

/** A part, and something that is known against it. */
record Finding(Part part, Advisory advisory) {

    @Override
    public String toString() {
        String also = advisory.aliases().isEmpty() ? "" : " (" + String.join(", ", advisory.aliases()) + ")";
        String mend = advisory.fixedIn().isEmpty()
                ? "no fixed release is known"
                : "fixed in " + String.join(", ", advisory.fixedIn());
        return "%s%s  %s %s  %s%n      %s"
                .formatted(advisory.id(), also, part.name(), part.version(), mend, advisory.summary());
    }
}

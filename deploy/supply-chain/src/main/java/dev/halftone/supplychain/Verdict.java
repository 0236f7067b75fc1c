package dev.halftone.supplychain;

import java.io.PrintWriter;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** What was found, less what is waived. */
record Verdict(List<Part> parts, List<Finding> findings, List<Waiver> waivers, LocalDate today) {

    /** Says it, and whether all is well. */
    boolean print(PrintWriter out, URI list) {
        List<Finding> open = findings.stream().filter(this::isOpen).toList();
        List<Part> unknown =
                parts.stream().filter(part -> part.questions().isEmpty()).toList();
        out.printf(
                "audit: %d parts looked up at %s: %d known vulnerabilities, %d of them waived%n",
                parts.size() - unknown.size(), list, findings.size(), findings.size() - open.size());
        open.forEach(finding -> out.println("  !!  " + finding));
        if (!unknown.isEmpty()) {
            out.println("  Not looked up, as no release of theirs is known to any list: "
                    + unknown.stream()
                            .map(part -> part.name() + " " + part.version())
                            .collect(Collectors.joining(", ")));
        }
        for (Waiver waiver : waivers) {
            if (!waiver.holdsOn(today)) {
                out.printf("  The waiver of %s ended on %s; look again.%n", waiver.id(), waiver.until());
            } else if (findings.stream().noneMatch(waiver::covers)) {
                out.printf("  The waiver of %s is needed no more; delete it.%n", waiver.id());
            }
        }
        return open.isEmpty();
    }

    private boolean isOpen(Finding finding) {
        return waivers.stream().noneMatch(waiver -> waiver.holdsOn(today) && waiver.covers(finding));
    }
}

package dev.halftone.api.manifest;

import dev.halftone.api.manifest.CellRules.Fault;
import dev.halftone.egress.EgressPolicy;
import dev.halftone.egress.InvalidUrlException;
import java.util.Optional;

/** What an image's URL must be. */
record UrlRules(EgressPolicy egress) {

    Optional<Fault> check(String url) {
        if (url.isEmpty()) {
            return Fault.of(RejectionCode.INVALID_URL, "There is no URL between two commas. Remove one of them.");
        }
        try {
            egress.check(url);
            return Optional.empty();
        } catch (InvalidUrlException e) {
            return Fault.of(RejectionCode.INVALID_URL, Quoted.text(url) + " " + e.getMessage());
        }
    }
}

package dev.halftone.supplychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * That one known vulnerability of one part was looked at and does not hurt here.
 *
 * @param id of the vulnerability, or one of its aliases
 * @param part its package URL without the version
 * @param until the last day on which this holds; then somebody has to look again
 */
record Waiver(String id, String part, LocalDate reviewed, LocalDate until, String reason) {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    Waiver {
        if (reason.isBlank()) {
            throw new IllegalArgumentException("the waiver of " + id + " needs a reason");
        }
        if (until.isAfter(reviewed.plusYears(1))) {
            throw new IllegalArgumentException("the waiver of " + id + " holds longer than a year");
        }
    }

    /** @throws IOException if the file cannot be read, or a waiver in it is not whole */
    static List<Waiver> read(Path file) throws IOException {
        try {
            return STRICT.readValue(Files.readString(file), new TypeReference<List<Waiver>>() {});
        } catch (JacksonException e) {
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
    }

    boolean covers(Finding finding) {
        return finding.advisory().isCalled(id) && finding.part().identity().equals(part);
    }

    boolean holdsOn(LocalDate day) {
        return !day.isAfter(until);
    }
}

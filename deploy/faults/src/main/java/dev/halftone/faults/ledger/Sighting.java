package dev.halftone.faults.ledger;

import dev.halftone.job.JobState;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.JsonNode;

/** A job as an api showed it at one moment. */
public record Sighting(
        String api, LocalTime at, JobState state, int images, int succeeded, int failed, int cancelled, int pending) {

    static Sighting of(String api, JsonNode job) {
        return new Sighting(
                api,
                LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS),
                JobState.of(job.path("status").asString("")),
                job.path("images").asInt(-1),
                job.path("succeeded").asInt(-1),
                job.path("failed").asInt(-1),
                job.path("cancelled").asInt(-1),
                job.path("pending").asInt(-1));
    }

    public boolean isTerminal() {
        return state.isTerminal();
    }
}

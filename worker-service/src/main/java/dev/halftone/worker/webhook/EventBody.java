package dev.halftone.worker.webhook;

import dev.halftone.event.JobCompleted;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Writes the body of a delivery, and the links in it. */
final class EventBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private EventBody() {}

    static byte[] of(JobCompleted event) {
        return JSON.writeValueAsBytes(event);
    }

    static Map<String, String> links(String publicBaseUrl, UUID job) {
        String status = publicBaseUrl + "/v1/jobs/" + job;
        Map<String, String> links = new LinkedHashMap<>();
        links.put("status", status);
        links.put("images", status + "/images");
        links.put("report", status + "/report.csv");
        return links;
    }
}

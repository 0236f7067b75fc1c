package dev.halftone.api.job.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.image.Resize;
import dev.halftone.job.JobId;
import dev.halftone.wire.RenditionJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;

class ReportHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client();

    @Test
    void theReportIsTheManifestWithOutputsStatusAndFailures() throws IOException {
        JobId job = awkwardJob();
        assertThat(report(job, "")).isEqualTo(golden("report.csv"));
    }

    @Test
    void severalRenditionsHaveAColumnEach() throws IOException {
        JobId job = database.acceptJob(2, 2);
        String renditions = RenditionJson.write(List.of(
                new Rendition("card", new Pipeline(List.of(Resize.to(600, null, Resize.Fit.COVER)))),
                new Rendition("full", Pipeline.DEFAULT)));
        database.execute(
                "UPDATE halftone.jobs SET renditions = :renditions::jsonb WHERE id = :job",
                Map.of("job", job.value(), "renditions", renditions));
        database.end(job, 1, 1, "succeeded");
        assertThat(report(job, "")).isEqualTo(golden("report-renditions.csv"));
    }

    @Test
    void aReportThatFollowsRetriesShowsWhatTheyMade() {
        JobId job = database.acceptJob(3);
        database.end(job, 1, 1, "succeeded");
        database.end(job, 2, 3, "failed");
        JobId retry = retry(job);
        assertThat(statuses(job, "")).containsExactly("succeeded", "failed", "failed");
        assertThat(statuses(job, "?follow=retries")).containsExactly("succeeded", "pending", "pending");
        database.end(retry, 2, 2, "succeeded");
        database.end(retry, 3, 3, "failed");
        JobId second = retry(retry);
        database.end(second, 3, 3, "failed");
        assertThat(statuses(job, "?follow=retries")).containsExactly("succeeded", "succeeded", "failed");
        assertThat(statuses(job, "")).containsExactly("succeeded", "failed", "failed");
        assertThat(statuses(retry, "?follow=retries")).containsExactly("succeeded", "failed");
    }

    @Test
    void aReportOfManyPagesHasEveryRowOnceInOrder() {
        int rows = 2 * ReportRows.PAGE + 7;
        JobId job = database.acceptJob(rows);
        database.end(job, 1, rows, "succeeded");
        List<String> lines = report(job, "").lines().toList();
        assertThat(lines).hasSize(rows + 1);
        for (int number = 1; number <= rows; number++) {
            assertThat(lines.get(number)).startsWith("SN-" + number + ",").endsWith(",succeeded,");
        }
    }

    @Test
    void pagesOfImagesHoldEachOnceByRowAndPosition() {
        JobId job = database.acceptJob(7, 3);
        database.end(job, 2, 3, "failed");
        database.end(job, 4, 6, "succeeded");
        List<String> all = new ArrayList<>();
        for (int row = 1; row <= 7; row++) {
            all.addAll(List.of(row + ".0", row + ".1", row + ".2"));
        }
        assertThat(images(job, "?limit=4")).isEqualTo(all);
        assertThat(images(job, "?limit=21")).isEqualTo(all);
        assertThat(images(job, "?limit=2&status=failed")).isEqualTo(all.subList(3, 9));
        assertThat(images(job, "?limit=2&status=succeeded")).isEqualTo(all.subList(9, 18));
        assertThat(images(job, "?limit=2&status=pending")).containsExactly("1.0", "1.1", "1.2", "7.0", "7.1", "7.2");
        assertThat(images(job, "?status=cancelled")).isEmpty();
    }

    @Test
    void anImageSaysHowItEnded() {
        JobId job = database.acceptJob(2);
        database.end(job, 1, 1, "succeeded");
        client.get()
                .uri("/v1/jobs/" + job + "/images?status=succeeded")
                .exchange()
                .expectBody()
                .json("""
                        {"images": [{"line": 2, "row": 1, "serialNumber": "SN-1", "position": 0,
                          "url": "https://img.example.com/1-1.jpg", "status": "succeeded", "attempts": 1,
                          "source": {"bytes": 100, "format": "jpeg", "width": 40, "height": 30, "frames": 1},
                          "renditions": [{"name": "compressed", "format": "jpeg", "bytes": 40, "width": 40, "height": 30,
                            "url": "https://cdn.example.com/renditions/68a7e1a2/97933900729d9382.jpg",
                            "quality": 71, "ending": "target_met"}],
                          "timings": {"fetchMs": 0, "processMs": 0, "storeMs": 0}}]}
                        """.replace("68a7e1a2", sha("1-1")))
                .jsonPath("$.images[0].reason")
                .doesNotExist();
        client.get()
                .uri("/v1/jobs/" + job + "/images?status=pending")
                .exchange()
                .expectBody()
                .jsonPath("$.images[0].status")
                .isEqualTo("pending")
                .jsonPath("$.images[0].timings")
                .doesNotExist();
    }

    /** Cells with all that CSV has to quote, formulas, and images that ended in every way. */
    private JobId awkwardJob() {
        JobId job = database.acceptJob(6, 2);
        database.execute("""
                UPDATE halftone.jobs SET columns = '{S. No.,Product Name,"Note, own",Input Image Urls}' WHERE id = :job
                """, Map.of("job", job.value()));
        database.execute("""
                UPDATE halftone.rows
                SET cells = ARRAY[number::text,
                                  (ARRAY['=1+1', 'Dress, "Evening"', E'two\\nlines', '-5', '@SUM(A1)', 'ünï'])[number],
                                  '', 'u' || number]
                WHERE job_id = :job
                """, Map.of("job", job.value()));
        database.end(job, 1, 2, "succeeded");
        database.end(job, 3, 3, "failed");
        database.execute("""
                WITH one AS (
                    INSERT INTO halftone.outcomes (job_id, row_number, position, status, reason)
                    VALUES (:job, 4, 0, 'failed', 'timeout'), (:job, 6, 1, 'failed', 'corrupt') RETURNING 1)
                SELECT halftone.tally(:job, 0, count(*)::int, 0, 0, 0) FROM one
                """, Map.of("job", job.value()));
        database.end(job, 4, 4, "succeeded");
        client.post()
                .uri("/v1/jobs/" + job + "/cancel")
                .exchange()
                .expectStatus()
                .isOk();
        return job;
    }

    private String report(JobId job, String query) {
        String text = client.get()
                .uri("/v1/jobs/" + job + "/report.csv" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Content-Type", "text/csv;charset=UTF-8")
                .expectHeader()
                .valueEquals("Content-Disposition", "attachment; filename=\"report-" + job + ".csv\"")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(text);
    }

    private List<String> statuses(JobId job, String query) {
        return report(job, query)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> cells[cells.length - 2])
                .toList();
    }

    private JobId retry(JobId job) {
        Created created = client.post()
                .uri("/v1/jobs/" + job + "/retry")
                .exchange()
                .expectBody(Created.class)
                .returnResult()
                .getResponseBody();
        return Objects.requireNonNull(created).requestId();
    }

    private List<String> images(JobId job, String query) {
        List<String> found = new ArrayList<>();
        String after = "";
        while (after != null) {
            Page page = Objects.requireNonNull(client.get()
                    .uri("/v1/jobs/" + job + "/images" + query + after)
                    .exchange()
                    .expectBody(Page.class)
                    .returnResult()
                    .getResponseBody());
            page.images().forEach(image -> found.add(image.get("row") + "." + image.get("position")));
            after = page.next() == null ? null : "&after=" + page.next();
        }
        return found;
    }

    private String sha(String source) {
        return Objects.requireNonNull(database.client()
                .sql("SELECT left(encode(sha256(:text::bytea), 'hex'), 8)")
                .bind("text", source)
                .mapValue(String.class)
                .one()
                .block());
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = ReportHttpTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Created(JobId requestId) {}

    private record Page(
            List<Map<String, Object>> images, @Nullable String next) {}
}

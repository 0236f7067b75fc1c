package dev.halftone.api.job.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class HistoryHttpTest {

    private static final RunningApi API = RunningApi.shared();

    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client();

    private record Page(
            List<Map<String, Object>> images, @Nullable String next) {}

    @Test
    void theImagesOfTheLatestJobComeFirstAndEachJobsInOrder() {
        JobId first = database.acceptJob(2, 2);
        JobId second = database.acceptJob(1);
        JobId third = database.acceptJob(3);
        database.end(first, 1, 1, "failed");
        List<String> all = new ArrayList<>();
        all.addAll(List.of(third + "-1-0", third + "-2-0", third + "-3-0"));
        all.add(second + "-1-0");
        all.addAll(List.of(first + "-1-0", first + "-1-1", first + "-2-0", first + "-2-1"));
        String own = "?from=" + first.time() + "&to=" + third.time().plusMillis(1);
        assertThat(ids(own)).isEqualTo(all);
        assertThat(ids(own + "&limit=1")).isEqualTo(all);
        assertThat(ids(own + "&limit=3")).isEqualTo(all);
        assertThat(ids(own + "&job=" + first)).isEqualTo(all.subList(4, 8));
        assertThat(ids("?job=" + second)).isEqualTo(all.subList(3, 4));
        assertThat(ids("?job=" + second + "&to=" + first.time())).isEmpty();
    }

    @Test
    void theFiltersChooseByStatusAndFormat() {
        JobId job = database.acceptJob(5);
        database.end(job, 1, 2, "succeeded");
        database.end(job, 3, 3, "failed");
        String own = "?job=" + job;
        assertThat(ids(own + "&status=succeeded")).containsExactly(job + "-1-0", job + "-2-0");
        assertThat(ids(own + "&status=failed")).containsExactly(job + "-3-0");
        assertThat(ids(own + "&status=pending")).containsExactly(job + "-4-0", job + "-5-0");
        assertThat(ids(own + "&status=cancelled")).isEmpty();
        assertThat(ids(own + "&format=jpeg&limit=1")).containsExactly(job + "-1-0", job + "-2-0");
        assertThat(ids(own + "&format=png")).isEmpty();
        assertThat(ids(own + "&format=jpeg&status=failed")).isEmpty();
    }

    @Test
    void anImageHasItsIdItsHashesAndTheNamesOfItsOwnJob() {
        JobId job = database.acceptJob(1);
        JobId other = database.acceptJob(1);
        database.execute(
                "UPDATE halftone.jobs SET renditions = replace(renditions::text, 'compressed', 'small')::jsonb WHERE id = :job",
                Map.of("job", other.value()));
        database.end(job, 1, 1, "succeeded");
        database.end(other, 1, 1, "succeeded");
        client.get()
                .uri("/v1/images?from=" + job.time() + "&to=" + other.time().plusMillis(1))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.images[0].id")
                .isEqualTo(other + "-1-0")
                .jsonPath("$.images[0].renditions[0].name")
                .isEqualTo("small")
                .jsonPath("$.images[1].renditions[0].name")
                .isEqualTo("compressed")
                .jsonPath("$.images[1].renditions[0].pipeline")
                .isEqualTo("97933900729d9382")
                .jsonPath("$.images[1].source.md5")
                .value(md5 -> assertThat((String) md5).hasSize(32))
                .jsonPath("$.next")
                .doesNotExist();
    }

    /** Of very many images few are looked for: each page is bounded, and the cursor goes on. */
    @Test
    void aPageLooksAtABoundedNumberOfImages() {
        int rows = 2 * History.IMAGES + 10;
        JobId older = database.acceptJob(2);
        database.end(older, 2, 2, "failed");
        JobId large = database.acceptJob(rows);
        database.end(large, rows - 5, rows - 5, "failed");
        String found =
                "?status=failed&from=" + older.time() + "&to=" + large.time().plusMillis(1);
        Page first = page(found);
        assertThat(first.images()).isEmpty();
        assertThat(first.next()).isEqualTo(large + "-" + History.IMAGES + "-0");
        assertThat(ids(found)).containsExactly(large + "-" + (rows - 5) + "-0", older + "-2-0");
        assertThat(ids("?limit=1000&job=" + large))
                .isEqualTo(IntStream.rangeClosed(1, rows)
                        .mapToObj(row -> large + "-" + row + "-0")
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=done",
                "format=bmp",
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "after=7.0",
                "limit=0",
                "limit=1001"
            })
    void aParameterThatIsNoneIsNamed(String parameter) {
        client.get()
                .uri("/v1/images?" + parameter)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(detail -> assertThat((String) detail)
                        .contains("'" + parameter.substring(0, parameter.indexOf('=')) + "'"));
    }

    @Test
    void theJobHasToBeKnown() {
        client.get()
                .uri("/v1/images?job=" + JobId.next())
                .exchange()
                .expectStatus()
                .isNotFound();
        assertThat(ids("?from=" + Instant.now().plusSeconds(60))).isEmpty();
    }

    private Page page(String query) {
        return Objects.requireNonNull(client.get()
                .uri("/v1/images" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Page.class)
                .returnResult()
                .getResponseBody());
    }

    /** Of all pages. */
    private List<String> ids(String query) {
        List<String> found = new ArrayList<>();
        Page page = page(query);
        page.images().forEach(image -> found.add((String) image.get("id")));
        while (page.next() != null) {
            page = page(query + "&after=" + page.next());
            page.images().forEach(image -> found.add((String) image.get("id")));
        }
        return found;
    }
}

package dev.halftone.api.job.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class ImageHttpTest {

    private static final RunningApi API = RunningApi.shared();

    private final TestDatabase database = API.database();
    private final WebTestClient client = API.client();

    @Test
    void anImageIsFoundByItsIdAndByWhatWasFetched() {
        JobId job = database.acceptJob(2);
        database.end(job, 2, 2, "succeeded");
        String id = job + "-2-0";
        String sha256 = hash(job, "encode(source_sha256, 'hex')");
        String md5 = hash(job, "md5(encode(source_sha256, 'hex'))");
        for (String name : new String[] {id, id.toUpperCase(Locale.ROOT), sha256, md5, md5.toUpperCase(Locale.ROOT)}) {
            facts(name)
                    .json("""
                    {"id": "%s", "status": "succeeded",
                     "facts": {"sha256": "%s", "md5": "%s", "bytes": 100, "format": "jpeg", "width": 40, "height": 30},
                     "renditions": [{"name": "compressed", "pipeline": "97933900729d9382", "bytes": 40}]}
                    """.formatted(id, sha256, md5))
                    .jsonPath("$.sources[0].id")
                    .isEqualTo(id)
                    .jsonPath("$.sources[0].requestId")
                    .isEqualTo(job.toString())
                    .jsonPath("$.sources[0].url")
                    .isEqualTo("https://img.example.com/2-1.jpg")
                    .jsonPath("$.sources[0].productName")
                    .isEqualTo("Product 2");
        }
    }

    @Test
    void theSameBytesAreOneImageWithSeveralSources() {
        JobId first = database.acceptJob(3);
        JobId second = database.acceptJob(3);
        database.execute(
                "UPDATE halftone.rows SET sources = ARRAY['https://other.example.com/3.jpg'] WHERE job_id = :job AND number = 3",
                Map.of("job", second.value()));
        database.execute(
                "UPDATE halftone.jobs SET renditions = replace(renditions::text, 'compressed', 'small')::jsonb WHERE id = :job",
                Map.of("job", second.value()));
        database.end(first, 3, 3, "succeeded");
        database.end(second, 3, 3, "succeeded");
        for (String name : new String[] {hash(first, "encode(source_sha256, 'hex')"), second + "-3-0"}) {
            facts(name)
                    .jsonPath("$.id")
                    .isEqualTo(second + "-3-0")
                    .jsonPath("$.sources[0].url")
                    .isEqualTo("https://other.example.com/3.jpg")
                    .jsonPath("$.sources[1].id")
                    .isEqualTo(first + "-3-0")
                    .jsonPath("$.renditions[0].name")
                    .isEqualTo("small")
                    .jsonPath("$.renditions[1].name")
                    .isEqualTo("compressed");
        }
        facts(first + "-3-0")
                .jsonPath("$.id")
                .isEqualTo(first + "-3-0")
                .jsonPath("$.renditions[0].name")
                .isEqualTo("compressed");
    }

    @Test
    void ofVeryManySourcesTheLatestAreNamed() {
        JobId job = database.acceptJob(120);
        database.execute(
                "UPDATE halftone.rows SET sources = ARRAY['https://img.example.com/same.jpg'] WHERE job_id = :job",
                Map.of("job", job.value()));
        database.execute("""
                WITH ended AS (
                    INSERT INTO halftone.outcomes (job_id, row_number, position, status, source_sha256)
                    SELECT :job, number, 0, 'succeeded', sha256('many') FROM generate_series(1, 120) AS number RETURNING 1)
                SELECT halftone.tally(:job, count(*)::int, 0, 0, 0, 0) FROM ended
                """, Map.of("job", job.value()));
        facts(job + "-120-0").jsonPath("$.sources.length()").isEqualTo(101);
        facts(hash(job, "encode(source_sha256, 'hex')"))
                .jsonPath("$.sources.length()")
                .isEqualTo(100);
    }

    @Test
    void anImageThatHasNotEndedOrFailedSaysSo() {
        JobId job = database.acceptJob(2);
        database.end(job, 2, 2, "failed");
        facts(job + "-1-0")
                .json("{\"status\": \"pending\", \"renditions\": []}")
                .jsonPath("$.facts")
                .doesNotExist();
        facts(job + "-2-0")
                .json("{\"status\": \"failed\", \"reason\": \"http_status\", \"httpStatus\": 404, \"renditions\": []}")
                .jsonPath("$.sources[0].url")
                .isEqualTo("https://img.example.com/2-1.jpg");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lamp",
                "0199d3a1-7c00-7000-8000-000000000001-1-0",
                "00000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "zz000000000000000000000000000000"
            })
    void whatIsNotKnownIsNotFound(String name) {
        client.get()
                .uri("/v1/images/" + name)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("No image has the id, SHA-256 or MD5 '" + name + "'.");
    }

    @Test
    void whatItsJobDoesNotHaveIsNotFound() {
        JobId job = database.acceptJob(1);
        database.execute(
                "UPDATE halftone.rows SET sources = ARRAY[NULL, 'https://img.example.com/2.jpg'] WHERE job_id = :job",
                Map.of("job", job.value()));
        for (String image : new String[] {"-1-0", "-1-2", "-2-0"}) {
            client.get()
                    .uri("/v1/images/" + job + image)
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
        facts(job + "-1-1").jsonPath("$.status").isEqualTo("pending");
    }

    private WebTestClient.BodyContentSpec facts(String name) {
        return client.get()
                .uri("/v1/images/" + name)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    /** Of what the job's only image that succeeded is, or one of them. */
    private String hash(JobId job, String of) {
        String hash = database.client()
                .sql("SELECT " + of + " FROM halftone.outcomes WHERE job_id = :job AND status = 'succeeded' LIMIT 1")
                .bind("job", job.value())
                .mapValue(String.class)
                .one()
                .block();
        assertThat(hash).isNotNull();
        return Objects.requireNonNull(hash);
    }
}

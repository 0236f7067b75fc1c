package dev.halftone.api.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** In an hour of its own, as all tests of the JVM share the database and its one tenant, and what is old is deleted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringHttpTest {

    private static final RunningApi API = RunningApi.shared();
    private static final TestDatabase DATABASE = API.database();
    private static final WebTestClient CLIENT = API.client();

    private final Instant hour = Instant.now().minus(Duration.ofDays(40)).truncatedTo(ChronoUnit.HOURS);

    /** Of 200 images: 100 made in 1 to 100 ms within the first minute, the others failed or cancelled in the third. */
    @BeforeAll
    void endImages() {
        JobId job = DATABASE.acceptJob(200);
        DATABASE.execute("""
                INSERT INTO halftone.outcomes
                    (job_id, row_number, position, status, source_sha256, process_ms, bytes_in, bytes_out, recorded_at)
                SELECT :job, n, 0, 'succeeded', sha256(n::text::bytea), n, 1000, 400, CAST(:hour AS timestamptz) + interval '59.999 s'
                FROM generate_series(1, 100) AS n
                """, Map.of("job", job.value(), "hour", hour.toString()));
        DATABASE.execute("""
                INSERT INTO halftone.outcomes (job_id, row_number, position, status, reason, recorded_at)
                SELECT :job, n, 0, 'failed', CASE WHEN n % 4 = 0 THEN 'timeout' ELSE 'http_status' END, CAST(:hour AS timestamptz) + interval '2 min'
                FROM generate_series(101, 180) AS n
                """, Map.of("job", job.value(), "hour", hour.toString()));
        DATABASE.execute("""
                INSERT INTO halftone.outcomes (job_id, row_number, position, status, recorded_at)
                SELECT :job, n, 0, 'cancelled', CAST(:hour AS timestamptz) + interval '179 s' FROM generate_series(181, 200) AS n
                """, Map.of("job", job.value(), "hour", hour.toString()));
    }

    @Test
    void everyIntervalIsThereAlsoWhereNothingEnded() {
        JsonNode answer = json("?from=" + minute(0) + "&to=" + minute(4));
        assertThat(answer.get("interval").asString()).isEqualTo("PT1M");
        List<String> lines = new ArrayList<>();
        answer.get("intervals")
                .forEach(interval -> lines.add("%s %s %s %s %s %s"
                        .formatted(
                                interval.get("from").asString(),
                                interval.get("succeeded"),
                                interval.get("failed"),
                                interval.get("cancelled"),
                                interval.get("bytesIn"),
                                interval.get("failures"))));
        assertThat(lines)
                .containsExactly(
                        minute(0) + " 100 0 0 100000 {}",
                        minute(1) + " 0 0 0 0 {}",
                        minute(2) + " 0 80 20 0 {\"timeout\":20,\"http_status\":60}",
                        minute(3) + " 0 0 0 0 {}");
        assertThat(answer.at("/total/succeeded").asInt()).isEqualTo(100);
        assertThat(answer.at("/total/bytesOut").asInt()).isEqualTo(40_000);
        assertThat(answer.at("/intervals/1/processMs").isMissingNode()).isTrue();
    }

    @Test
    void percentilesAreWithinFivePercent() {
        JsonNode times = json("?from=" + minute(0) + "&to=" + minute(60) + "&interval=1h")
                .at("/intervals/0/processMs");
        assertThat(times.get("p50").asDouble()).isCloseTo(50, within(2.6));
        assertThat(times.get("p90").asDouble()).isCloseTo(90, within(4.6));
        assertThat(times.get("p99").asDouble()).isCloseTo(99, within(5.0));
    }

    @Test
    void timesAreWidenedToWholeMinutesAndTheLastIntervalMayBeCutShort() {
        JsonNode intervals = json("?from="
                        + OffsetDateTime.ofInstant(minute(-2).plusSeconds(30), ZoneOffset.ofHours(2))
                                .toString()
                                .replace("+", "%2B")
                        + "&to=" + minute(2).plusSeconds(30) + "&interval=2m")
                .get("intervals");
        assertThat(intervals).hasSize(3);
        assertThat(intervals.at("/1/succeeded").asInt()).isEqualTo(100);
        assertThat(intervals.at("/2/from").asString()).isEqualTo(minute(2).toString());
        assertThat(intervals.at("/2/to").asString()).isEqualTo(minute(3).toString());
        assertThat(intervals.at("/2/failed").asInt()).isEqualTo(80);
    }

    @Test
    void withoutParametersItIsTheLastHourByTheMinuteUpToThisOne() {
        JobId job = DATABASE.acceptJob(1);
        JsonNode before = json("");
        DATABASE.end(job, 1, 1, "succeeded");
        JsonNode answer = json("");
        assertThat(answer.get("intervals")).hasSize(60);
        assertThat(Instant.parse(answer.at("/intervals/59/to").asString()))
                .isBetween(
                        Instant.now().minus(5, ChronoUnit.SECONDS),
                        Instant.now().plus(1, ChronoUnit.MINUTES));
        assertThat(answer.at("/total/succeeded").asInt())
                .isGreaterThan(before.at("/total/succeeded").asInt());
    }

    @Test
    void asCsvItHasALineAnIntervalAndAColumnAReason() {
        String csv = CLIENT.get()
                .uri("/v1/monitoring?from=" + minute(0) + "&to=" + minute(4) + "&interval=2m")
                .header(HttpHeaders.ACCEPT, "text/csv")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentTypeCompatibleWith("text/csv")
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(csv).isEqualTo("""
                        From,To,Succeeded,Failed,Cancelled,Bytes In,Bytes Out,Process Ms P50,Process Ms P90,Process Ms P99,\
                        egress_denied,dns_failure,connect_failed,tls_failed,timeout,http_status,too_many_redirects,too_large,\
                        truncated,corrupt,unsupported_format,too_many_pixels,too_many_frames,processing_timeout,\
                        processing_failed,upload_missing,watermark_missing,poison
                        %s,%s,100,0,0,100000,40000,52,93,102,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0
                        %s,%s,0,80,20,0,0,,,,0,0,0,0,20,60,0,0,0,0,0,0,0,0,0,0,0,0
                        """.replace("\n", "\r\n").formatted(minute(0), minute(2), minute(2), minute(4)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ?from=yesterday | 'from' is 'yesterday', but takes a time such as
            ?to=2020-05-05 | 'to' is '2020-05-05', but takes a time such as
            ?interval=30s | 'interval' is '30s', but takes whole minutes
            ?interval=0m | 'interval' is '0m', but takes whole minutes
            ?interval=-1m | 'interval' is '-1m', but takes whole minutes
            ?interval=90s | 'interval' is '90s', but takes whole minutes
            ?interval=soon | 'interval' is 'soon', but takes whole minutes
            ?interval=999999999999999999999d | takes whole minutes
            ?from=2020-05-05T12:00:00Z&to=2020-05-05T12:00:00Z | has to be before 'to'
            ?from=2020-01-01T00:00:00Z&to=2020-12-31T00:00:00Z | but at most 10080 are answered
            ?from=-999999999-01-01T00:00:00Z&to=%2B999999999-12-31T00:00:00Z | but at most 10080 are answered
            """)
    void aParameterThatIsNotWhatItShouldBeIsNamed(String query, String detail) {
        CLIENT.get()
                .uri("/v1/monitoring" + query.replace("%2B", "{plus}"), Map.of("plus", "+"))
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.detail")
                .value(String.class, told -> assertThat(told).contains(detail));
    }

    private Instant minute(int number) {
        return hour.plus(number, ChronoUnit.MINUTES);
    }

    private static JsonNode json(String query) {
        return Objects.requireNonNull(CLIENT.get()
                .uri("/v1/monitoring" + query.replace("%2B", "{plus}"), Map.of("plus", "+"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/json")
                .expectBody(JsonNode.class)
                .returnResult()
                .getResponseBody());
    }
}

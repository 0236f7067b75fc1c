package dev.halftone.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.halftone.api.servers.RunningApi;
import dev.halftone.job.JobId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class RequestIdInLogsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Test
    void linesOfASubmissionHaveTheIdThatItIsAnsweredWith() {
        RunningApi api = RunningApi.shared();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.halftone.api.submission.Submissions");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try {
            api.client()
                    .post()
                    .uri("/v1/jobs")
                    .contentType(MediaType.parseMediaType("text/csv"))
                    .bodyValue("S. No.,Product Name,Input Image Urls\n1,Beanie,https://e.com/a.png\n")
                    .exchange()
                    .expectStatus()
                    .isAccepted()
                    .expectBody()
                    .jsonPath("$.requestId")
                    .value(
                            String.class,
                            id -> assertThat(lines.list)
                                    .anySatisfy(line ->
                                            assertThat(line.getMDCPropertyMap()).containsEntry("requestId", id)));
        } finally {
            logger.detachAppender(lines);
        }
    }

    @Test
    void whatIsAskedOfAJobHasItsIdOnEveryThreadAndInItsErrors() {
        JobId job = JobId.next();
        assertThat(seen("/v1/jobs/" + job)).containsExactly(job.toString(), job.toString(), job.toString());
        assertThat(seen("/v1/jobs/" + job + "/cancel")).containsOnly(job.toString());
    }

    @Test
    void whatIsAskedOfNoJobHasNone() {
        assertThat(seen("/v1/jobs")).containsOnly("none");
        assertThat(seen("/v1/jobs/no-id")).containsOnly("none");
    }

    /** The request ids at the start of a request, on another thread, and at the edge where its errors are handled. */
    private static List<String> seen(String path) {
        Hooks.enableAutomaticContextPropagation();
        assertThat(new RequestIdInLogs()).isNotNull();
        List<String> seen = new ArrayList<>();
        WebHttpHandlerBuilder builder = WebHttpHandlerBuilder.webHandler(_ -> Mono.fromRunnable(() -> note(seen))
                        .publishOn(Schedulers.parallel())
                        .then(Mono.fromRunnable(() -> note(seen)))
                        .then(Mono.error(new IllegalStateException("after all"))))
                .exceptionHandler((_, _) -> Mono.fromRunnable(() -> note(seen)));
        new RequestIdOfPath().customize(builder);
        builder.build()
                .handle(MockServerHttpRequest.get(path).build(), new MockServerHttpResponse())
                .block(TIMEOUT);
        return seen;
    }

    private static void note(List<String> seen) {
        @Nullable String id = MDC.get("requestId");
        seen.add(id == null ? "none" : id);
    }
}

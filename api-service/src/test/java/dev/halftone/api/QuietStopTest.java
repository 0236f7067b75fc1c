package dev.halftone.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.halftone.api.servers.RunningApi;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Nobody who reads the log of a deployment is alarmed by it. */
class QuietStopTest {

    @Test
    void aStopWithIdleConnectionsWarnsOfNothing() {
        TestDatabase database = TestDatabase.create();
        RunningApi api = RunningApi.start(database);
        JobId job = database.acceptJob(1);
        api.client().get().uri("/v1/jobs/" + job).exchange().expectStatus().isOk();
        api.client()
                .get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectStatus()
                .isOk();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = lines(root);
        try {
            api.stop();
            assertThat(log.list)
                    .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                    .isEmpty();
        } finally {
            forget(root, log);
            database.close();
        }
    }

    /** What is logged from here on, warnings of everybody among it. */
    private static ListAppender<ILoggingEvent> lines(Logger root) {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.setLevel(Level.WARN);
        root.addAppender(lines);
        return lines;
    }

    private static void forget(Logger root, ListAppender<ILoggingEvent> lines) {
        root.detachAppender(lines);
        root.setLevel(Level.ERROR);
    }
}

package dev.halftone.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import dev.halftone.wire.RowMessage;
import dev.halftone.wire.RowMessageJson;
import dev.halftone.wire.Topics;
import dev.halftone.worker.fixture.Database;
import dev.halftone.worker.fixture.KafkaBroker;
import dev.halftone.worker.fixture.ObjectStorage;
import dev.halftone.worker.fixture.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Nobody who reads the log of a deployment is alarmed by it. */
class QuietStopTest {

    @Test
    @Timeout(120)
    void aStopWithIdleConnectionsInEveryPoolWarnsOfNothing() throws Exception {
        try (Database database = new Database();
                KafkaBroker kafka = new KafkaBroker();
                ObjectStorage storage = new ObjectStorage();
                Origin origin = new Origin()) {
            kafka.createTopic(Topics.ROWS, 1);
            ConfigurableApplicationContext worker = RunningWorker.start(database, kafka, storage, origin);
            makeAnImage(database, kafka, origin);
            Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
            ListAppender<ILoggingEvent> log = lines(root);
            try {
                worker.close();
                assertThat(log.list)
                        .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                        .isEmpty();
            } finally {
                forget(root, log);
            }
        }
    }

    private static void makeAnImage(Database database, KafkaBroker kafka, Origin origin) throws Exception {
        JobId job = database.job(1);
        Source source = new Source(0, origin.url("products/books.jpg"));
        Row row = new Row(job, 1, "SN", "name", List.of(source));
        kafka.publish(Topics.ROWS, 0, List.of(RowMessageJson.write(new RowMessage(row, Rendition.DEFAULT))));
        while (kafka.committed("halftone-workers", Topics.ROWS, 0) == 0) {
            Thread.sleep(100);
        }
        assertThat(database.query("SELECT state FROM halftone.jobs")).containsExactly("completed");
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

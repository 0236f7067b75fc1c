package dev.halftone.api.dispatch;

import static dev.halftone.api.dispatch.Dispatchers.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.halftone.api.servers.TestKafka;
import dev.halftone.job.JobId;
import dev.halftone.row.Source;
import dev.halftone.wire.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On a broker of its own, whose topic comes and goes. */
class KafkaLossTest {

    private static final TestKafka KAFKA = TestKafka.startOn(TestKafka.freePort());

    private final Dispatchers dispatchers = new Dispatchers(KAFKA);

    @BeforeEach
    void theTopicIsThere() {
        dispatchers.with().topic();
    }

    @AfterEach
    void stop() {
        dispatchers.close();
    }

    @AfterAll
    static void stopKafka() {
        KAFKA.stop();
    }

    @Test
    void whatALostTopicCarriedIsPublishedAgainAtOnce() throws Exception {
        Dispatchers.Setup first = dispatchers.with().window(30).start();
        Dispatchers.Setup second = dispatchers.with().window(30).start();
        JobId job = dispatchers.database.acceptJob(100);
        dispatchers.awaitPublished(job, 30);
        JobId small = dispatchers.database.acceptJob(5);
        dispatchers.awaitPublished(small, 5);
        dispatchers.database.end(job, 1, 10, "succeeded");
        dispatchers.awaitPublished(job, 35);
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(Topics.ROWS)).all().get();
        }
        await().atMost(SOON).ignoreExceptions().until(() -> dispatchers.counts(small), List.of(1, 1, 1, 1, 1)::equals);
        await().atMost(SOON)
                .until(() -> dispatchers.published(job).map(row -> row.number()).toList(), rows -> rows.size() >= 25);
        assertThat(dispatchers.published(job)).allMatch(row -> row.number() > 10);
        dispatchers.awaitPublished(job, 35);
        assertThat(dispatchers.counts(job)).hasSize(25).allMatch(count -> count == 1);
        assertThat(first.counted("halftone.dispatch.topic.losses") + second.counted("halftone.dispatch.topic.losses"))
                .isEqualTo(1);
    }

    @Test
    void theWindowFollowsTheWorkers() {
        Dispatchers.Setup setup = dispatchers.with().window(10).start();
        JobId job = dispatchers.database.acceptJob(100);
        dispatchers.awaitPublished(job, 10);
        try (Worker _ = new Worker();
                Worker _ = new Worker()) {
            await().atMost(SOON).until(setup::workers, workers -> workers == 2);
            dispatchers.awaitPublished(job, 20);
        }
        await().atMost(SOON).until(setup::workers, workers -> workers == 0);
    }

    @Test
    void aRowOfTooManyBytesIsSplitByItsSources() {
        JobId job = jobOfLongUrls(100);
        dispatchers.with().start();
        dispatchers.awaitPublished(job, 100);
        List<Source> sources = dispatchers
                .published(job)
                .flatMap(row -> row.sources().stream())
                .sorted(Comparator.comparingInt(Source::position))
                .toList();
        assertThat(dispatchers.published(job)).hasSize(2);
        assertThat(sources).extracting(Source::position).doesNotHaveDuplicates().hasSize(100);
    }

    @Test
    void aRecordThatTheTopicDoesNotTakeIsSplitAndWhatNoneTakesFails() throws Exception {
        limitMessages("3000");
        try {
            JobId job = dispatchers.database.acceptJob(3, 20);
            dispatchers.database.execute("""
                    UPDATE halftone.rows SET sources[2] = (
                        SELECT 'https://img.example.com/' || string_agg(md5(n::text), '') FROM generate_series(1, 250) AS n)
                    WHERE job_id = :job AND number = 2
                    """, Map.of("job", job.value()));
            Dispatchers.Setup setup = dispatchers.with().start();
            dispatchers.awaitPublished(job, 60);
            // a starved dispatcher may give some twice, as any may come
            assertThat(dispatchers
                            .published(job)
                            .filter(row -> row.number() == 2)
                            .map(row -> row.sources().getFirst().position())
                            .distinct())
                    .hasSize(19)
                    .doesNotContain(1);
            assertThat(dispatchers.database.number("""
                            SELECT count(*) FROM halftone.outcomes
                            WHERE job_id = :job AND row_number = 2 AND position = 1 AND reason = 'poison'
                            """, job)).isEqualTo(1);
            assertThat(dispatchers.database.number("SELECT failed FROM halftone.jobs WHERE id = :job", job))
                    .isEqualTo(1);
            assertThat(setup.counted("halftone.dispatch.unsendable")).isEqualTo(1);
        } finally {
            limitMessages(String.valueOf(KafkaClients.MAX_MESSAGE_BYTES));
        }
    }

    private JobId jobOfLongUrls(int images) {
        JobId job = dispatchers.database.acceptJob(1, images);
        dispatchers.database.execute("""
                UPDATE halftone.rows
                SET sources = ARRAY(SELECT url || '?' || repeat('x', 8000) FROM unnest(sources) AS url)
                WHERE job_id = :job
                """, Map.of("job", job.value()));
        return job;
    }

    private static void limitMessages(String bytes) throws ExecutionException, InterruptedException {
        try (Admin admin = admin()) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.ROWS),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", KAFKA.bootstrapServers()));
    }

    /** A member of the workers' group that does nothing. */
    private static final class Worker implements AutoCloseable {

        private final KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", KAFKA.bootstrapServers(), "group.id", Topics.WORKERS),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        private final Thread polling = Thread.ofVirtual().start(this::poll);

        private void poll() {
            try (consumer) {
                consumer.subscribe(List.of(Topics.ROWS));
                while (true) {
                    consumer.poll(Duration.ofSeconds(1));
                }
            } catch (WakeupException closed) {
                return;
            }
        }

        @Override
        public void close() {
            consumer.wakeup();
            await().atMost(SOON).until(() -> !polling.isAlive());
        }
    }
}

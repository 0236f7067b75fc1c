package dev.halftone.faults.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.halftone.faults.check.Records;
import dev.halftone.faults.ledger.Submission;
import dev.halftone.faults.system.Tuning;
import dev.halftone.lab.process.Service;
import dev.halftone.wire.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What Kafka carries is lost, comes again, or is no row. */
final class KafkaCells {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private KafkaCells() {}

    static List<Cell> all() {
        return List.of(
                Cell.smoke("topic-wiped", "Kafka's topic deleted with all that is in it", KafkaCells::wipe),
                Cell.full("records-doubled", "every record in Kafka written again, twice", KafkaCells::repeat),
                Cell.full("topic-replayed", "the topic read again from its beginning", KafkaCells::replay),
                Cell.full("poison-records", "records that are no rows", KafkaCells::poison));
    }

    private static void wipe(Stage stage) throws Exception {
        Submission submission = stage.work().underWay();
        stage.group().wipe();
        stage.work().requireUnfinished(submission);
        stage.course()
                .hit("the topic was deleted when " + stage.work().ended(submission) + " of " + submission.images()
                        + " images had ended");
    }

    private static void repeat(Stage stage) throws Exception {
        Submission submission = stage.work().underWay(stage.between(200, 300));
        Records records = stage.records();
        List<ConsumerRecord<byte[], byte[]>> all = records.all(Topics.ROWS);
        records.repeat(all);
        stage.work().requireUnfinished(submission);
        records.repeat(all);
        stage.course()
                .hit(all.size() + " records were written again when "
                        + stage.work().ended(submission) + " of " + submission.images() + " images had ended");
    }

    private static void replay(Stage stage) throws Exception {
        Submission submission = stage.work().underWay(stage.between(350, 450));
        for (Service worker : stage.system().workers()) {
            worker.program().terminate();
        }
        for (Service worker : stage.system().workers()) {
            stage.course().expect(worker.program().ends(Tuning.GRACE), worker + " ends when it is told to");
        }
        stage.work().requireUnfinished(submission);
        Waiting.until("the workers have left their group", stage.group()::isEmpty);
        stage.group().rewind();
        stage.course()
                .hit("the group was set back to the beginning when "
                        + stage.work().ended(submission) + " of " + submission.images() + " images had ended");
        stage.system().mend();
        stage.course().mended();
    }

    private static void poison(Stage stage) throws Exception {
        Records records = stage.records();
        Submission submission = stage.work().underWay();
        byte[] large = new byte[2_000_000];
        Arrays.fill(large, (byte) 'x');
        List<byte[]> values = List.of(
                "this is no row".getBytes(UTF_8), "{\"version\": 99}".getBytes(UTF_8), new byte[] {0, -1, 34}, large);
        long dead = deadRecords(stage, records);
        records.write(IntStream.range(0, 4 * values.size())
                .mapToObj(n -> new ProducerRecord<>(
                        Topics.ROWS, ("poison-" + n).getBytes(UTF_8), values.get(n % values.size())))
                .toList());
        stage.course()
                .hit(4 * values.size() + " records that are no rows were written when "
                        + stage.work().ended(submission) + " of " + submission.images() + " images had ended");
        stage.course()
                .expect(
                        Waiting.comes(PATIENCE, () -> deadRecords(stage, records) >= dead + 4L * values.size()),
                        "they all become dead letters");
    }

    private static long deadRecords(Stage stage, Records records) throws Exception {
        return stage.group().exists(Topics.DEAD_ROWS)
                ? records.all(Topics.DEAD_ROWS).size()
                : 0;
    }
}

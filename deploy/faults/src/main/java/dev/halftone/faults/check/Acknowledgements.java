package dev.halftone.faults.check;

import dev.halftone.lab.evidence.Database;
import dev.halftone.row.Row;
import dev.halftone.wire.RowMessageJson;
import dev.halftone.wire.Topics;
import dev.halftone.wire.UnreadableMessageException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What is acknowledged in Kafka, held against PostgreSQL at any moment: in the end, what was lost there has been published again. */
public final class Acknowledgements {

    private static final int ENOUGH = 5;
    private static final String DONE = """
            SELECT job_id || '/' || row_number || '/' || position FROM halftone.outcomes
            UNION ALL
            SELECT job_id || '/' || row_number || '/' || position FROM halftone.parked
            """;

    private Acknowledgements() {}

    /** Images whose row is acknowledged although they have neither ended nor been put off; some of them. */
    public static List<String> tooEarly(Group group, Records records, Database database) throws Exception {
        // read before the outcomes: both only grow
        Map<TopicPartition, OffsetAndMetadata> acknowledged = group.acknowledged();
        Set<String> done = new HashSet<>(database.texts(DONE));
        return records.all(Topics.ROWS).stream()
                .filter(record -> isBehind(record, acknowledged))
                .flatMap(Acknowledgements::images)
                .filter(image -> !done.contains(image))
                .limit(ENOUGH)
                .toList();
    }

    private static boolean isBehind(
            ConsumerRecord<byte[], byte[]> record, Map<TopicPartition, OffsetAndMetadata> acknowledged) {
        OffsetAndMetadata first = acknowledged.get(new TopicPartition(record.topic(), record.partition()));
        return first != null && record.offset() < first.offset();
    }

    private static Stream<String> images(ConsumerRecord<byte[], byte[]> record) {
        try {
            Row row = RowMessageJson.read(record.value()).row();
            return row.sources().stream().map(source -> row.job() + "/" + row.number() + "/" + source.position());
        } catch (UnreadableMessageException e) {
            return Stream.empty(); // another cell put it there
        }
    }
}

package dev.halftone.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import dev.halftone.wire.RowMessage;
import dev.halftone.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class RowRecordsTest {

    private static final JobId JOB = JobId.next();

    /** By these alone a worker ends the images of a record whose value it cannot read. */
    @Test
    void everyRecordNamesItsRowBesideItsValue() {
        List<? extends ProducerRecord<String, byte[]>> records =
                RowRecords.of(message(7, 1_000)).toList();
        assertThat(records).hasSizeGreaterThan(1).allSatisfy(record -> {
            assertThat(record.key()).startsWith(JOB + ":");
            assertThat(record.headers().lastHeader(Topics.ROW_NUMBER).value())
                    .isEqualTo("7".getBytes(StandardCharsets.US_ASCII));
        });
    }

    private static RowMessage message(int number, int sources) {
        String path = "a".repeat(2_000);
        List<Source> all = IntStream.range(0, sources)
                .mapToObj(position -> new Source(position, "https://img.example.com/" + position + "/" + path))
                .toList();
        return new RowMessage(new Row(JOB, number, "SN", "name", all), Rendition.DEFAULT);
    }
}

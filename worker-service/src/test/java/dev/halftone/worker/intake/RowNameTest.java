package dev.halftone.worker.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.job.JobId;
import dev.halftone.wire.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowNameTest {

    private static final JobId JOB = JobId.next();

    @Test
    void keyAndHeaderNameTheRow() {
        assertThat(RowName.of(record(JOB + ":3", "12"))).hasValue(new RowName(JOB, 12));
    }

    @ParameterizedTest
    @CsvSource({"no job, 12", "no job:3, 12", ", 12", "JOB:3, twelve", "JOB:3, ''", "JOB:3, "})
    void whatIsNotOursNamesNone(@Nullable String key, @Nullable String header) {
        assertThat(RowName.of(record(key == null ? null : key.replace("JOB", JOB.toString()), header)))
                .isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> record(@Nullable String key, @Nullable String header) {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>(Topics.ROWS, 0, 0, key == null ? null : bytes(key), bytes("garbage"));
        if (header != null) {
            record.headers().add(Topics.ROW_NUMBER, bytes(header));
        }
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

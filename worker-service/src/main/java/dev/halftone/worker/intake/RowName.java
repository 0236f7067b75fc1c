package dev.halftone.worker.intake;

import dev.halftone.job.JobId;
import dev.halftone.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * What a record says of its row beside its value.
 *
 * @param number the row's, from 1
 */
public record RowName(JobId job, int number) {

    /** Empty if the record was not made by us, or is broken so far that it names no row. */
    static Optional<RowName> of(ConsumerRecord<byte[], byte[]> record) {
        Header number = record.headers().lastHeader(Topics.ROW_NUMBER);
        if (record.key() == null || number == null || number.value() == null) {
            return Optional.empty();
        }
        try {
            String[] key = text(record.key()).split(":", 2);
            return Optional.of(new RowName(JobId.parse(key[0]), Integer.parseInt(text(number.value()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }
}

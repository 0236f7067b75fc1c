package dev.halftone.worker.intake;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A dead record, as an operator sees it.
 *
 * @param id partition and offset in the topic of the dead
 * @param time when it was buried
 * @param origin topic, partition and offset where it came from
 * @param bytes of its value
 * @param kept whether its value was small enough to be kept; what is not can only be dispatched anew
 */
record DeadRow(
        String id,
        Instant time,
        @Nullable String reason,
        @Nullable String origin,
        @Nullable String key,
        long bytes,
        boolean kept) {

    static DeadRow of(ConsumerRecord<byte[], byte[]> record) {
        String omitted = header(record, DeadRows.OMITTED);
        return new DeadRow(
                id(record),
                Instant.ofEpochMilli(record.timestamp()),
                header(record, DeadRows.REASON),
                header(record, DeadRows.ORIGIN),
                record.key() == null ? null : text(record.key()),
                omitted == null ? Math.max(0, record.serializedValueSize()) : Long.parseLong(omitted),
                omitted == null);
    }

    static String id(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + "@" + record.offset();
    }

    /** The id of the record that this one says was driven; null if it is no such mark. */
    static @Nullable String driven(ConsumerRecord<byte[], byte[]> record) {
        boolean mark = record.headers().lastHeader(DeadRows.DRIVEN) != null && record.value() != null;
        return mark ? record.partition() + "@" + text(record.value()) : null;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : text(header.value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

package dev.halftone.api.dispatch;

import dev.halftone.row.Row;
import dev.halftone.row.Source;
import dev.halftone.wire.RowMessage;
import dev.halftone.wire.RowMessageJson;
import dev.halftone.wire.Topics;
import dev.halftone.wire.TraceParent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import reactor.kafka.sender.SenderRecord;

/** Rows as Kafka's records: one each, or several with some of its sources each where one would be large. */
final class RowRecords {

    /** Half of what brokers take that nobody told otherwise. */
    private static final int SAFE_BYTES = 512 * 1024;

    private RowRecords() {}

    static Stream<SenderRecord<String, byte[], Integer>> of(RowMessage message) {
        byte[] value = RowMessageJson.write(message);
        return value.length <= SAFE_BYTES || sources(message).size() == 1
                ? Stream.of(record(message, value))
                : halves(message).flatMap(RowRecords::of);
    }

    /** A message for each of its sources. */
    static List<RowMessage> singles(RowMessage message) {
        return sources(message).stream()
                .map(source -> with(message, List.of(source)))
                .toList();
    }

    private static Stream<RowMessage> halves(RowMessage message) {
        List<Source> sources = sources(message);
        int middle = sources.size() / 2;
        return Stream.of(
                with(message, sources.subList(0, middle)), with(message, sources.subList(middle, sources.size())));
    }

    private static RowMessage with(RowMessage message, List<Source> sources) {
        Row row = message.row();
        return new RowMessage(
                new Row(row.job(), row.number(), row.serialNumber(), row.productName(), sources),
                message.renditions(),
                message.analyses(),
                message.trace());
    }

    private static List<Source> sources(RowMessage message) {
        return message.row().sources();
    }

    private static SenderRecord<String, byte[], Integer> record(RowMessage message, byte[] value) {
        int number = message.row().number();
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.ROWS, message.key(), value);
        record.headers().add(Topics.ROW_NUMBER, String.valueOf(number).getBytes(StandardCharsets.US_ASCII));
        TraceParent trace = message.trace();
        if (trace != null) {
            record.headers().add(Topics.TRACE_PARENT, trace.text().getBytes(StandardCharsets.US_ASCII));
        }
        return SenderRecord.create(record, number);
    }
}

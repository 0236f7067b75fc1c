package dev.halftone.faults.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Kafka's protocol: each message after its length; a reply names its request by the correlation id. */
final class KafkaConversation implements Conversation {

    private final Map<Integer, Asked> asked = new ConcurrentHashMap<>();

    @Override
    public void requests(Flow flow) throws IOException {
        byte[] request = take(flow);
        while (request != null) {
            note(ByteBuffer.wrap(request));
            give(request, flow);
            request = take(flow);
        }
    }

    private void note(ByteBuffer request) {
        short version = request.getShort(2);
        int correlation = request.getInt(4);
        replyMoment(request.getShort(0)).ifPresent(moment -> asked.put(correlation, new Asked(moment, version)));
    }

    private static Optional<Moment> replyMoment(short api) {
        return switch (ApiKeys.forId(api)) {
            case PRODUCE -> Optional.of(Moment.KAFKA_PRODUCE_REPLY);
            case FETCH -> Optional.of(Moment.KAFKA_FETCH_REPLY);
            case OFFSET_COMMIT -> Optional.of(Moment.KAFKA_OFFSET_COMMIT_REPLY);
            default -> Optional.empty();
        };
    }

    @Override
    public void replies(Flow flow) throws IOException {
        byte[] reply = take(flow);
        while (reply != null) {
            Asked request = asked.remove(ByteBuffer.wrap(reply).getInt(0));
            if (request != null
                    && (request.moment() != Moment.KAFKA_FETCH_REPLY
                            || bringsRecords(ByteBuffer.wrap(reply), request))) {
                flow.reach(request.moment());
            }
            give(reply, flow);
            reply = take(flow);
        }
    }

    private static boolean bringsRecords(ByteBuffer reply, Asked request) {
        ResponseHeader.parse(reply, ApiKeys.FETCH.responseHeaderVersion(request.version()));
        return FetchResponse.parse(new ByteBufferAccessor(reply), request.version()).data().responses().stream()
                .flatMap(topic -> topic.partitions().stream())
                .anyMatch(partition -> FetchResponse.recordsSize(partition) > 0);
    }

    private static byte @Nullable [] take(Flow flow) throws IOException {
        return flow.awaitFirst()
                ? flow.take(ByteBuffer.wrap(flow.take(Integer.BYTES)).getInt())
                : null;
    }

    private static void give(byte[] message, Flow flow) throws IOException {
        flow.give(ByteBuffer.allocate(Integer.BYTES).putInt(message.length).array());
        flow.give(message);
    }

    private record Asked(Moment moment, short version) {}
}

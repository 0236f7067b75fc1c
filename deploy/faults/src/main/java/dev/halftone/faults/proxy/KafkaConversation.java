package dev.halftone.faults.proxy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.jspecify.annotations.Nullable;

/** Kafka's protocol: each message after its length; a reply names its request by the correlation id. */
final class KafkaConversation implements Conversation {

    private final Map<Integer, RequestHeader> asked = new ConcurrentHashMap<>();

    @Override
    public void requests(Flow flow, Flow back) throws IOException {
        byte[] request = take(flow);
        while (request != null) {
            note(ByteBuffer.wrap(request));
            give(request, flow);
            request = take(flow);
        }
    }

    private void note(ByteBuffer request) {
        if (replyMoment(ApiKeys.forId(request.getShort(0))).isPresent()) {
            RequestHeader header = RequestHeader.parse(request);
            asked.put(header.correlationId(), header);
        }
    }

    private static Optional<Moment> replyMoment(ApiKeys api) {
        return switch (api) {
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
            Optional<Moment> moment = momentOf(ByteBuffer.wrap(reply));
            if (moment.isPresent()) {
                flow.reach(moment.get());
            }
            give(reply, flow);
            reply = take(flow);
        }
    }

    private Optional<Moment> momentOf(ByteBuffer reply) {
        RequestHeader request = asked.remove(reply.getInt(0));
        if (request == null || !isDone(AbstractResponse.parseResponse(reply, request))) {
            return Optional.empty();
        }
        return replyMoment(request.apiKey());
    }

    private static boolean isDone(AbstractResponse response) {
        return Set.of(Errors.NONE).containsAll(response.errorCounts().keySet())
                && (!(response instanceof FetchResponse fetched) || bringsRecords(fetched));
    }

    private static boolean bringsRecords(FetchResponse fetched) {
        return fetched.data().responses().stream()
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
}

package dev.halftone.hostile.network;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a name server says to a query; nothing at all, if it is null. */
@FunctionalInterface
public interface Reply {

    int SERVER_FAILURE = 2;
    int NO_SUCH_NAME = 3;

    byte @Nullable [] to(Query query);

    /** Those of the family asked for, which nobody may remember. */
    static Reply addresses(String... literals) {
        List<InetAddress> addresses =
                Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
        return raw(addresses.stream().map(InetAddress::getAddress).toArray(byte[][]::new));
    }

    /** Likewise; four bytes are an IPv4 address and sixteen an IPv6 one, mapped ones too. */
    static Reply raw(byte[]... addresses) {
        return query -> {
            int length = query.type() == Query.AAAA ? 16 : 4;
            List<ResourceRecord> records = new ArrayList<>();
            for (byte[] address : addresses) {
                if (address.length == length && (query.type() == Query.A || query.type() == Query.AAAA)) {
                    records.add(new ResourceRecord(query.type(), address));
                }
            }
            return message(query, 0, records);
        };
    }

    /** The name is another one's. */
    static Reply alias(String target) {
        ByteBuffer name = ByteBuffer.allocate(256);
        for (String label : target.split("\\.", -1)) {
            name.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        name.put((byte) 0);
        byte[] encoded = Arrays.copyOf(name.array(), name.position());
        return query -> message(query, 0, List.of(new ResourceRecord(Query.CNAME, encoded)));
    }

    /** The one and the other by turns, counted for each family. */
    static Reply flipping(Reply one, Reply other) {
        AtomicInteger v4 = new AtomicInteger();
        AtomicInteger v6 = new AtomicInteger();
        return query -> {
            int turn = (query.type() == Query.AAAA ? v6 : v4).getAndIncrement();
            return (turn % 2 == 0 ? one : other).to(query);
        };
    }

    static Reply failure(int code) {
        return query -> message(query, code, List.of());
    }

    static Reply silence() {
        return _ -> null;
    }

    /** The query's id, and then anything. */
    static Reply garbage(byte[] anything) {
        return query -> {
            byte[] reply = Arrays.copyOf(anything, Math.max(anything.length, 2));
            System.arraycopy(query.bytes(), 0, reply, 0, 2);
            return reply;
        };
    }

    /** A datagram says that it is cut, and over TCP comes something else. */
    static Reply onlyOverTcp(Reply reply) {
        return query -> {
            if (query.overTcp()) {
                return reply.to(query);
            }
            byte[] cut = message(query, 0, List.of());
            cut[2] = (byte) (cut[2] | 0x02);
            return cut;
        };
    }

    private static byte[] message(Query query, int code, List<ResourceRecord> records) {
        ByteBuffer reply = ByteBuffer.allocate(4096);
        reply.put(query.bytes(), 0, 2).putShort((short) (0x8180 | code));
        reply.putShort((short) 1).putShort((short) records.size()).putInt(0);
        reply.put(query.bytes(), Query.HEADER, query.end() - Query.HEADER);
        for (ResourceRecord record : records) {
            reply.putShort((short) (0xc000 | Query.HEADER)).putShort((short) record.type());
            reply.putShort((short) 1)
                    .putInt(0)
                    .putShort((short) record.data().length)
                    .put(record.data());
        }
        return Arrays.copyOf(reply.array(), reply.position());
    }

    /** @param data an address, or a name */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record ResourceRecord(int type, byte[] data) {}
}

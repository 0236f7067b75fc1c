package dev.halftone.worker.egress;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A DNS server on loopback (RFC 1035, A and AAAA) whose answers a test may change at any time; none may be remembered. */
public final class NameServer implements AutoCloseable {

    private static final int A = 1;
    private static final int AAAA = 28;
    private static final int HEADER = 12;

    private final DatagramSocket socket;
    private final Map<String, List<byte[]>> addresses = new ConcurrentHashMap<>();

    public NameServer() throws IOException {
        socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        Thread.ofVirtual().start(this::serve);
    }

    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** @param literals 4 bytes make an A record, 16 an AAAA record */
    public NameServer name(String name, byte[]... literals) {
        addresses.put(name, List.of(literals));
        return this;
    }

    public NameServer name(String name, String... literals) {
        return name(
                name,
                Arrays.stream(literals)
                        .map(literal -> InetAddress.ofLiteral(literal).getAddress())
                        .toArray(byte[][]::new));
    }

    private void serve() {
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
                socket.receive(packet);
                byte[] answer = answer(Arrays.copyOf(packet.getData(), packet.getLength()));
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (SocketException closed) {
            // the test has ended
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] answer(byte[] query) {
        int end = HEADER;
        StringBuilder name = new StringBuilder();
        while (query[end] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(query, end + 1, query[end], StandardCharsets.US_ASCII));
            end += query[end] + 1;
        }
        int length = query[end + 2] == AAAA ? 16 : 4;
        List<byte[]> known = addresses.getOrDefault(name.toString(), List.of());
        List<byte[]> found =
                known.stream().filter(address -> address.length == length).toList();
        ByteBuffer answer = ByteBuffer.allocate(1500);
        answer.put(query, 0, 2).putShort((short) (addresses.containsKey(name.toString()) ? 0x8180 : 0x8183));
        answer.putShort((short) 1).putShort((short) found.size()).putInt(0);
        answer.put(query, HEADER, end + 5 - HEADER);
        for (byte[] address : found) {
            answer.putShort((short) 0xc00c)
                    .putShort((short) (length == 4 ? A : AAAA))
                    .putShort((short) 1);
            answer.putInt(0).putShort((short) length).put(address);
        }
        return Arrays.copyOf(answer.array(), answer.position());
    }

    @Override
    public void close() {
        socket.close();
    }
}

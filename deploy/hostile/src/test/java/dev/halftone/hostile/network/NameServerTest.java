package dev.halftone.hostile.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NameServerTest {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @AutoClose
    private NameServer server;

    @BeforeEach
    void start() throws IOException {
        server = NameServer.start(new InetSocketAddress(LOOPBACK, 0));
    }

    @Test
    void aNameHasItsAddressesOfTheFamilyAskedFor() throws IOException {
        server.name("mixed.test", Reply.addresses("127.77.0.1", "::1", "127.66.0.1"));

        assertThat(records(asked("mixed.test", Query.A))).isEqualTo(2);
        assertThat(records(asked("mixed.test", Query.AAAA))).isEqualTo(1);
        assertThat(last(asked("mixed.test", Query.A), 4)).containsExactly(127, 66, 0, 1);
    }

    @Test
    void nobodyMayRememberAnAnswer() throws IOException {
        server.name("a.test", Reply.addresses("127.77.0.1"));

        assertThat(Arrays.copyOfRange(last(asked("a.test", Query.A), 10), 0, 4)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void namesBelowAKnownOneAnswerAsItDoes() throws IOException {
        server.name("known.test", Reply.addresses("127.77.0.1"));

        assertThat(code(asked("deep.below.known.test", Query.A))).isZero();
        assertThat(code(asked("unknown.test", Query.A))).isEqualTo(Reply.NO_SUCH_NAME);
    }

    @Test
    void aFlippingNameLeadsElsewhereEachTime() throws IOException {
        server.name("flip.test", Reply.flipping(Reply.addresses("127.77.0.1"), Reply.addresses("127.66.0.1")));

        assertThat(last(asked("flip.test", Query.A), 4)).containsExactly(127, 77, 0, 1);
        assertThat(last(asked("flip.test", Query.A), 4)).containsExactly(127, 66, 0, 1);
        assertThat(last(asked("flip.test", Query.A), 4)).containsExactly(127, 77, 0, 1);
    }

    @Test
    void aMappedAddressIsSentAsItIs() throws IOException {
        byte[] mapped = ByteBuffer.allocate(16)
                .putShort(10, (short) 0xffff)
                .put(12, new byte[] {127, 66, 0, 1})
                .array();
        server.name("mapped.test", Reply.raw(mapped));

        assertThat(last(asked("mapped.test", Query.AAAA), 16)).isEqualTo(mapped);
    }

    @Test
    void aCutAnswerIsWholeOverTcp() throws IOException {
        server.name("tcp.test", Reply.onlyOverTcp(Reply.addresses("127.66.0.1")));

        assertThat(asked("tcp.test", Query.A)[2] & 0x02).isNotZero();
        assertThat(last(askedOverTcp("tcp.test"), 4)).containsExactly(127, 66, 0, 1);
    }

    @Test
    void aSilentNameAnswersNothingAndTheNextDoes() throws IOException {
        server.name("silent.test", Reply.silence());
        server.name("a.test", Reply.alias("b.test"));

        assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> asked("silent.test", Query.A));
        assertThat(new String(asked("a.test", Query.A), StandardCharsets.ISO_8859_1))
                .endsWith("\1b\4test\0");
    }

    private byte[] asked(String name, int type) throws IOException {
        byte[] query = query(name, type);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(500);
            socket.send(new DatagramPacket(query, query.length, LOOPBACK, port()));
            DatagramPacket answer = new DatagramPacket(new byte[4096], 4096);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        }
    }

    private byte[] askedOverTcp(String name) throws IOException {
        byte[] query = query(name, Query.A);
        try (Socket socket = new Socket(LOOPBACK, port())) {
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(2 + query.length)
                            .putShort((short) query.length)
                            .put(query)
                            .array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            return in.readNBytes(in.readUnsignedShort());
        }
    }

    private int port() {
        return Integer.parseInt(server.address().substring(server.address().lastIndexOf(':') + 1));
    }

    private static byte[] query(String name, int type) {
        ByteBuffer query = ByteBuffer.allocate(512);
        query.putShort((short) 7)
                .putShort((short) 0x100)
                .putShort((short) 1)
                .putShort((short) 0)
                .putInt(0);
        for (String label : name.split("\\.", -1)) {
            query.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        query.put((byte) 0).putShort((short) type).putShort((short) 1);
        return Arrays.copyOf(query.array(), query.position());
    }

    private static int records(byte[] answer) {
        return ByteBuffer.wrap(answer).getShort(6);
    }

    private static int code(byte[] answer) {
        return answer[3] & 0x0f;
    }

    private static byte[] last(byte[] answer, int many) {
        return Arrays.copyOfRange(answer, answer.length - many, answer.length);
    }
}

package dev.halftone.hostile.network;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A DNS server (RFC 1035, over UDP and TCP) of which each name answers in its own way. What it does not know does not exist. */
public final class NameServer implements Closeable {

    private static final int MAX_DATAGRAM = 4096;

    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();

    private NameServer(DatagramSocket datagrams, ServerSocket streams) {
        this.datagrams = datagrams;
        this.streams = streams;
    }

    /** @throws IOException if the port is taken */
    public static NameServer start(InetSocketAddress address) throws IOException {
        DatagramSocket datagrams = new DatagramSocket(address);
        try {
            ServerSocket streams = new ServerSocket(datagrams.getLocalPort(), 64, address.getAddress());
            NameServer server = new NameServer(datagrams, streams);
            Thread.ofVirtual().name("names").start(server::serveDatagrams);
            Thread.ofVirtual().name("names-tcp").start(server::serveStreams);
            return server;
        } catch (IOException e) {
            datagrams.close();
            throw e;
        }
    }

    /** {@code address:port}. */
    public String address() {
        return datagrams.getLocalAddress().getHostAddress() + ":" + datagrams.getLocalPort();
    }

    /** The name, and all names below it that have no reply of their own. */
    public void name(String name, Reply reply) {
        replies.put(name, reply);
    }

    private byte @Nullable [] reply(byte[] bytes, boolean overTcp) {
        Query query = Query.parse(bytes, overTcp);
        String name = query.name();
        while (!replies.containsKey(name) && name.contains(".")) {
            name = name.substring(name.indexOf('.') + 1);
        }
        return replies.getOrDefault(name, Reply.failure(Reply.NO_SUCH_NAME)).to(query);
    }

    private void serveDatagrams() {
        while (!datagrams.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(new byte[MAX_DATAGRAM], MAX_DATAGRAM);
                datagrams.receive(packet);
                byte[] reply = reply(Arrays.copyOf(packet.getData(), packet.getLength()), false);
                if (reply != null) {
                    datagrams.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException | IllegalArgumentException e) {
                // closed, or no question
            }
        }
    }

    private void serveStreams() {
        while (!streams.isClosed()) {
            try {
                Socket client = streams.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            while (true) {
                byte[] reply = reply(in.readNBytes(in.readUnsignedShort()), true);
                if (reply != null) {
                    ByteBuffer framed = ByteBuffer.allocate(2 + reply.length);
                    framed.putShort((short) reply.length).put(reply);
                    client.getOutputStream().write(framed.array());
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // the client went away, or asks nothing
        }
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        streams.close();
    }
}

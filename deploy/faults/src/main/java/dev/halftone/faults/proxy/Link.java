package dev.halftone.faults.proxy;

import java.io.IOException;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's connection and the one to the server that serves it. */
final class Link {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Socket client;
    private final Socket server;
    private final Conversation conversation;
    private final Flow requests;
    private final Flow replies;
    private volatile boolean clientGone;

    Link(Socket client, Socket server, Conversation conversation, Traps traps, Shape shape) throws IOException {
        this.client = client;
        this.server = server;
        this.conversation = conversation;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        SocketInput fromClient = new SocketInput(client);
        SocketInput fromServer = new SocketInput(server);
        this.requests = new Flow(
                this, traps, fromClient, new ShapedOutput(server.getOutputStream(), shape), fromClient::hasEnded);
        this.replies =
                new Flow(this, traps, fromServer, new ShapedOutput(client.getOutputStream(), shape), () -> clientGone);
    }

    int clientPort() {
        return client.getPort();
    }

    int proxyPort() {
        return client.getLocalPort();
    }

    /** Returns when both sides have ended, or it was cut. */
    void run() throws InterruptedException {
        Thread requesting = Thread.ofVirtual().start(this::passRequests);
        run(conversation::replies, replies, client);
        requesting.join();
        close();
    }

    private void passRequests() {
        run(flow -> conversation.requests(flow, replies), requests, server);
        clientGone = true;
    }

    private void run(Direction direction, Flow flow, Socket to) {
        try {
            direction.pass(flow);
            flow.flush();
            to.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("the connection of client port {} ends", clientPort(), e);
            cut();
        } catch (RuntimeException e) {
            LOG.error("the connection of client port {} is not understood", clientPort(), e);
            cut();
        }
    }

    /** Both sides have said all, so nothing is left that a reset could tell. */
    private void close() {
        try (client;
                server) {
            LOG.trace("the connection of client port {} has ended", clientPort());
        } catch (IOException e) {
            LOG.debug("the connection of client port {} does not close", clientPort(), e);
        }
    }

    /** Resets both sides. */
    void cut() {
        reset(client);
        reset(server);
    }

    /** Closes it so that the peer gets a reset, not an end. */
    static void reset(Socket socket) {
        try (socket) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            LOG.debug("closed already", e);
        }
    }

    private interface Direction {

        void pass(Flow flow) throws IOException;
    }
}

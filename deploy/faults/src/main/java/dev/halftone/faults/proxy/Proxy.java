package dev.halftone.faults.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TCP proxy in front of one server, which may come and go. Shapes what passes and holds it at chosen moments; every method
 * is thread-safe and takes effect at once, on the connections there are and on those to come.
 */
public final class Proxy implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
    private static final int BACKLOG = 512;

    private final InetSocketAddress target;
    private final Protocol protocol;
    private final ServerSocket listener;
    private final Traps traps = new Traps();
    private final Shape shape = new Shape();
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable HttpRefusal> refusal = new AtomicReference<>();
    private volatile boolean refusing;

    private Proxy(InetSocketAddress target, Protocol protocol, ServerSocket listener) {
        this.target = target;
        this.protocol = protocol;
        this.listener = listener;
    }

    /** Listens on a free loopback port; the server need not be there yet. */
    public static Proxy before(InetSocketAddress target, Protocol protocol) throws IOException {
        ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        Proxy proxy = new Proxy(target, protocol, listener);
        Thread.ofVirtual().name("proxy-" + proxy.port()).start(proxy::listen);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** How many connections there are. */
    public int connections() {
        return links.size();
    }

    /** How often the moment came, held or not. */
    public long seen(Moment moment) {
        return traps.seen(moment);
    }

    /** Resets every connection there is. */
    public void cut() {
        links.forEach(Link::cut);
    }

    /** Resets new connections at once; those there are stay. */
    public void refuse() {
        refusing = true;
    }

    /**
     * Answers every request in the server's place, on the connections there are too.
     *
     * @throws IllegalStateException if the protocol is not HTTP
     */
    public void refuse(HttpRefusal answer) {
        if (protocol != Protocol.HTTP) {
            throw new IllegalStateException(protocol + " has no such answer");
        }
        refusal.set(answer);
    }

    /** Serves new connections and requests again. */
    public void accept() {
        refusing = false;
        refusal.set(null);
    }

    /** Lets no byte pass either way. Connections stay open, new ones too; that a peer goes away is not passed on either. */
    public void stall() {
        shape.stall();
    }

    /** Ends a stall; nothing is lost by it. */
    public void resume() {
        shape.resume();
    }

    /** Makes each piece of up to 16 KiB wait so long, one after the other; zero ends it. */
    public void delay(Duration each) {
        shape.delay(each);
    }

    /** Limits each direction of each connection to so many bytes a second. */
    public void throttle(long bytesPerSecond) {
        shape.throttle(bytesPerSecond);
    }

    public void unthrottle() {
        shape.unthrottle();
    }

    /**
     * Arms a trap: the next connection that comes to the moment is held. Of several traps each holds one.
     *
     * @throws IllegalArgumentException if the protocol knows no such moment
     */
    public Trap trap(Moment moment) {
        if (moment.protocol() != protocol) {
            throw new IllegalArgumentException(moment + " does not come in " + protocol);
        }
        return traps.set(moment);
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                LOG.error("the proxy on port {} takes no more connections", port(), e);
            }
        }
    }

    private void serve(Socket client) {
        try (Socket server = new Socket()) {
            if (!refusing) {
                server.connect(target);
                run(new Link(client, server, protocol.conversation(refusal), traps, shape));
            }
        } catch (IOException e) {
            LOG.debug("{} is not reached", target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            Link.reset(client);
        }
    }

    private void run(Link link) throws InterruptedException {
        links.add(link);
        try {
            if (!refusing && !listener.isClosed()) {
                link.run();
            }
        } finally {
            links.remove(link);
        }
    }

    /** Resets every connection and listens no more. */
    @Override
    public void close() throws IOException {
        listener.close();
        traps.clear();
        cut();
        resume();
    }
}

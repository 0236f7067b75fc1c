package dev.halftone.hostile.peer;

import dev.halftone.hostile.network.Crossroads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Every host of the lab in one: answers by the path that is asked for, and speaks TLS at the port for it. */
public final class Stranger implements Crossroads.Host {

    private static final int TLS_PORT = 443;
    private static final int PATIENCE_MILLIS = 60_000;

    /** Those who come here are answered before they ask. */
    private static final InetAddress HASTY = InetAddress.ofLiteral("127.77.0.66");

    private final SSLContext tls;
    private final Script fallback;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, Function<String, Script>> families = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();

    /** @param fallback plays where a path has no script, and for the hasty */
    public Stranger(SSLContext tls, Script fallback) {
        this.tls = tls;
        this.fallback = fallback;
    }

    /** What is answered at a path. */
    public void play(String path, Script script) {
        scripts.put(path, script);
    }

    /** What is answered below a prefix of one segment, such as {@code /mutants}. */
    public void playBelow(String prefix, Function<String, Script> byPath) {
        families.put(prefix, byPath);
    }

    /** How often a path was asked for. */
    public long asked(String path) {
        LongAdder times = asked.get(path);
        return times == null ? 0 : times.sum();
    }

    @Override
    public void serve(Socket visitor) throws IOException, InterruptedException {
        visitor.setSoTimeout(PATIENCE_MILLIS);
        if (visitor.getLocalAddress().equals(HASTY)) {
            fallback.play(new Exchange(visitor, "/"));
            return;
        }
        try (Socket connection = visitor.getLocalPort() == TLS_PORT ? secured(visitor) : visitor) {
            Exchange exchange = Exchange.read(connection);
            asked.computeIfAbsent(exchange.path(), _ -> new LongAdder()).increment();
            script(exchange.path()).play(exchange);
        }
    }

    private Socket secured(Socket visitor) throws IOException {
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(visitor, null, TLS_PORT, true);
        secured.setUseClientMode(false);
        return secured;
    }

    private Script script(String path) {
        Script own = scripts.get(path);
        if (own != null) {
            return own;
        }
        int end = path.indexOf('/', 1);
        return Optional.ofNullable(families.get(end < 0 ? path : path.substring(0, end)))
                .map(family -> family.apply(path))
                .orElse(fallback);
    }
}

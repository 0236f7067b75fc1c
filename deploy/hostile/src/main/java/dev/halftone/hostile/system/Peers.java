package dev.halftone.hostile.system;

import dev.halftone.hostile.image.Pictures;
import dev.halftone.hostile.network.Canaries;
import dev.halftone.hostile.network.Crossroads;
import dev.halftone.hostile.network.NameServer;
import dev.halftone.hostile.network.Reply;
import dev.halftone.hostile.peer.Certificate;
import dev.halftone.hostile.peer.Script;
import dev.halftone.hostile.peer.Stranger;
import dev.halftone.lab.peer.Origin;
import dev.halftone.lab.peer.Receiver;
import dev.halftone.lab.process.Ports;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom the system talks to: well-behaved ones for the ordinary work, and the stranger, to whom all other names lead.
 *
 * @param origin of ordinary photos
 * @param receiver of ordinary webhooks
 */
public record Peers(
        Canaries canaries,
        Crossroads crossroads,
        NameServer names,
        Stranger stranger,
        Certificate certificate,
        Origin origin,
        Receiver receiver)
        implements Closeable {

    /** The suffix of every name of the lab, which by itself leads to the stranger. */
    public static final String DOMAIN = "hostile.test";

    /** Where nobody may connect. */
    public static final String FORBIDDEN = "127.66.0.1";

    /** Of the environment's, at which nobody may ask. */
    static final String PROXY = "http://" + FORBIDDEN + ":3128";

    /** Where the stranger is. */
    public static final String STRANGER = "127.77.0.1";

    /** It is allowed, and nobody listens. */
    public static final int CLOSED_PORT = 8999;

    private static final List<Integer> OPEN_PORTS = List.of(80, 443, 8080);
    private static final List<Integer> FORBIDDEN_PORTS = List.of(22, 25, 3128, 6379, 11211);

    static Peers start(Path samples, Path directory, Ports ports)
            throws IOException, GeneralSecurityException, InterruptedException {
        Canaries canaries = new Canaries();
        Certificate certificate = Certificate.of(DOMAIN, directory);
        Stranger stranger = new Stranger(certificate.context(), Script.image(Pictures.jpeg(false)));
        List<Integer> doors = new ArrayList<>(OPEN_PORTS);
        doors.addAll(FORBIDDEN_PORTS);
        NameServer names = NameServer.start(new InetSocketAddress(InetAddress.ofLiteral("127.77.0.53"), 53));
        names.name(DOMAIN, Reply.addresses(STRANGER));
        names.name("inside." + DOMAIN, Reply.addresses(FORBIDDEN));
        return new Peers(
                canaries,
                Crossroads.open(doors, canaries, stranger),
                names,
                stranger,
                certificate,
                Origin.start(samples, at("127.77.0.10", ports)),
                Receiver.start(at("127.77.0.20", ports)));
    }

    private static InetSocketAddress at(String literal, Ports ports) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), ports.next());
    }

    /** Where the services may connect. */
    List<Integer> allowedPorts() {
        List<Integer> allowed = new ArrayList<>(OPEN_PORTS);
        allowed.addAll(List.of(CLOSED_PORT, origin.port(), receiver.port()));
        return allowed;
    }

    /** Where the stranger answers at a path. */
    public static String url(String path) {
        return "http://stranger." + DOMAIN + path;
    }

    @Override
    public void close() throws IOException {
        origin.close();
        receiver.close();
        crossroads.close();
        names.close();
    }
}

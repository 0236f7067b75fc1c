package dev.halftone.faults.system;

import dev.halftone.faults.proxy.Protocol;
import dev.halftone.faults.proxy.Proxy;
import dev.halftone.lab.process.Installation;
import dev.halftone.lab.process.Ports;
import dev.halftone.lab.system.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** PostgreSQL, Kafka or S3, and the proxy through which the services reach it. */
public record Infra(Server server, Proxy proxy) {

    static Infra postgres(Installation installation, Ports ports) throws IOException {
        Server server = Server.postgres(installation, ports);
        return new Infra(server, before(server.port(), Protocol.POSTGRES));
    }

    /** Tells its clients the proxy's address as its own, so that none goes past it. */
    static Infra kafka(Installation installation, Ports ports) throws IOException {
        int port = ports.next();
        Proxy proxy = before(port, Protocol.KAFKA);
        List<String> options = List.of("--kafka-advertised", "127.0.0.1:" + proxy.port());
        return new Infra(Server.kafka(installation, ports, port, options), proxy);
    }

    static Infra s3(Installation installation, Ports ports) throws IOException {
        Server server = Server.s3(installation, ports);
        return new Infra(server, before(server.port(), Protocol.HTTP));
    }

    private static Proxy before(int port, Protocol protocol) throws IOException {
        return Proxy.before(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), protocol);
    }

    @Override
    public String toString() {
        return server.toString();
    }
}

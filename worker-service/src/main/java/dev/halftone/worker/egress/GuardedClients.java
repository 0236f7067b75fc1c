package dev.halftone.worker.egress;

import dev.halftone.egress.EgressPolicy;
import io.netty.channel.ChannelOption;
import io.netty.resolver.AddressResolverGroup;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/**
 * Makes the HTTP clients whose every connection the egress policy has allowed: no proxy, no cookies, no redirects followed, no
 * inflating, and nothing of ours or of a client sent along.
 */
public final class GuardedClients {

    private final EgressPolicy policy;
    private final AddressResolverGroup<InetSocketAddress> resolvers;
    private final String userAgent;

    GuardedClients(EgressPolicy policy, AddressResolverGroup<InetSocketAddress> names, String userAgent) {
        this.policy = policy;
        this.userAgent = userAgent;
        this.resolvers = new GuardedResolverGroup(names, policy);
    }

    /**
     * A client. Its failures are named by {@link ExchangeFailures}.
     *
     * @param connect how long a connection, and then its TLS handshake, may take
     * @param silence how long the other side may send nothing while it owes an answer
     */
    public WebClient client(ConnectionProvider connections, Duration connect, Duration silence) {
        SslProvider.GenericSslContextSpec<?> trust = Http11SslContextSpec.forClient();
        HttpClient http = HttpClient.create(connections)
                .noProxy()
                .resolver(resolvers)
                .resolvedAddressesSelector((config, addresses) -> checked(addresses))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(connect.toMillis()))
                .secure(tls -> tls.sslContext(trust).handshakeTimeout(connect))
                .responseTimeout(silence);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(http))
                .defaultHeader(HttpHeaders.USER_AGENT, userAgent)
                .defaultHeader(HttpHeaders.ACCEPT_ENCODING, "identity")
                .build();
    }

    /** The very addresses about to be connected, once more: the resolver has refused already what is refused here. */
    private List<? extends SocketAddress> checked(List<? extends SocketAddress> addresses) {
        try {
            GuardedResolver.check(policy, addresses);
            return addresses;
        } catch (EgressDeniedException denied) {
            throw new IllegalStateException(denied);
        }
    }

    void close() {
        resolvers.close();
    }
}

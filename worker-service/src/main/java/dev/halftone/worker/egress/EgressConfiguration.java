package dev.halftone.worker.egress;

import dev.halftone.egress.EgressPolicy;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.http.HttpResources;
import reactor.netty.transport.NameResolverProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EgressSettings.class)
class EgressConfiguration {

    private static final Duration REMEMBERED_AT_MOST = Duration.ofMinutes(1);

    @Bean
    EgressPolicy egressPolicy(EgressSettings settings) {
        return new EgressPolicy(settings.allowedNetworks(), settings.deniedNetworks(), settings.allowedPorts());
    }

    @Bean(destroyMethod = "close")
    GuardedClients guardedClients(EgressPolicy policy, EgressSettings settings) {
        return new GuardedClients(policy, names(settings), settings.userAgent());
    }

    /** Names as they are written, without the search domains of our own network; all their addresses, of both families. */
    private static AddressResolverGroup<InetSocketAddress> names(EgressSettings settings) {
        return NameResolverProvider.builder()
                .searchDomains(List.of())
                .ndots(1)
                .completeOncePreferredResolved(false)
                .cacheMaxTimeToLive(REMEMBERED_AT_MOST)
                .queryTimeout(settings.nameTimeout())
                .dnsAddressResolverGroupProvider(builder -> group(builder, settings.nameServerAddresses()))
                .build()
                .newNameResolverGroup(HttpResources.get(), true);
    }

    private static DnsAddressResolverGroup group(DnsNameResolverBuilder builder, List<InetSocketAddress> servers) {
        DnsServerAddressStreamProvider asked = servers.isEmpty()
                ? DnsServerAddressStreamProviders.platformDefault()
                : new SequentialDnsServerAddressStreamProvider(servers);
        return new DnsAddressResolverGroup(builder.nameServerProvider(asked));
    }
}

package dev.halftone.worker.egress;

import dev.halftone.egress.EgressPolicy;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetSocketAddress;

/** A {@link GuardedResolver} for each event loop. */
final class GuardedResolverGroup extends AddressResolverGroup<InetSocketAddress> {

    private final AddressResolverGroup<InetSocketAddress> names;
    private final EgressPolicy policy;

    GuardedResolverGroup(AddressResolverGroup<InetSocketAddress> names, EgressPolicy policy) {
        this.names = names;
        this.policy = policy;
    }

    @Override
    protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
        return new GuardedResolver(executor, names.getResolver(executor), policy);
    }

    @Override
    public void close() {
        super.close();
        names.close();
    }
}

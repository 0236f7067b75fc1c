package dev.halftone.worker.egress;

import dev.halftone.egress.EgressPolicy;
import io.netty.resolver.AddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * Resolves only to addresses that the policy allows; a name with any other is refused whole. Literals pass through it like
 * names, because it calls no address resolved before it has judged it.
 */
final class GuardedResolver implements AddressResolver<InetSocketAddress> {

    private final EventExecutor executor;
    private final AddressResolver<InetSocketAddress> names;
    private final EgressPolicy policy;

    GuardedResolver(EventExecutor executor, AddressResolver<InetSocketAddress> names, EgressPolicy policy) {
        this.executor = executor;
        this.names = names;
        this.policy = policy;
    }

    /** @throws EgressDeniedException if any of the addresses may not be connected to */
    static void check(EgressPolicy policy, List<? extends SocketAddress> addresses) throws EgressDeniedException {
        for (SocketAddress address : addresses) {
            if (!(address instanceof InetSocketAddress internet)
                    || internet.isUnresolved()
                    || !policy.allows(internet.getAddress())) {
                throw new EgressDeniedException();
            }
        }
    }

    @Override
    public boolean isSupported(SocketAddress address) {
        return true;
    }

    @Override
    public boolean isResolved(SocketAddress address) {
        return false;
    }

    @Override
    public Future<InetSocketAddress> resolve(SocketAddress address) {
        return resolve(address, executor.newPromise());
    }

    @Override
    public Future<InetSocketAddress> resolve(SocketAddress address, Promise<InetSocketAddress> promise) {
        resolveAll(address).addListener((Future<List<InetSocketAddress>> all) -> {
            if (all.isSuccess()) {
                promise.trySuccess(all.getNow().getFirst());
            } else {
                promise.tryFailure(all.cause());
            }
        });
        return promise;
    }

    @Override
    public Future<List<InetSocketAddress>> resolveAll(SocketAddress address) {
        return resolveAll(address, executor.newPromise());
    }

    @Override
    public Future<List<InetSocketAddress>> resolveAll(SocketAddress address, Promise<List<InetSocketAddress>> promise) {
        names.resolveAll(address).addListener((Future<List<InetSocketAddress>> all) -> settle(all, promise));
        return promise;
    }

    private void settle(Future<List<InetSocketAddress>> all, Promise<List<InetSocketAddress>> promise) {
        try {
            if (all.isSuccess()) {
                check(policy, all.getNow());
                promise.trySuccess(all.getNow());
            } else {
                promise.tryFailure(all.cause());
            }
        } catch (EgressDeniedException denied) {
            promise.tryFailure(denied);
        }
    }

    @Override
    public void close() {
        names.close();
    }
}

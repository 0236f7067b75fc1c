package dev.halftone.api.servers;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * Two threads that allocate a buffer, hand one over, take a timer out of its queue, or read a type for the first time, may meet at a
 * lock that is held for moments.
 */
public final class BriefLocks implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside("reactor.core.scheduler.PeriodicWorkerTask", "dispose")
                .allowBlockingCallsInside("org.springframework.core.io.buffer.SubscriberInputStream", "onNext")
                .allowBlockingCallsInside("org.springframework.core.io.buffer.SubscriberInputStream", "onComplete")
                .allowBlockingCallsInside("org.springframework.core.io.buffer.SubscriberInputStream", "onError")
                .allowBlockingCallsInside(
                        "tools.jackson.databind.deser.DeserializerCache", "_createAndCacheValueDeserializer");
    }
}

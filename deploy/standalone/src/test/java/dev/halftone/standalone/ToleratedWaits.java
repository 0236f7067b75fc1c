package dev.halftone.standalone;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound is to let pass: the PostgreSQL driver's password exchange takes its nonce from the system's random file; Spring
 * hands a body's buffers to the thread that reads it, Netty a buffer to who asks, and Reactor takes a timer out of its queue, under
 * locks that are held for an instant.
 */
public final class ToleratedWaits implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce")
                .allowBlockingCallsInside("org.springframework.core.io.buffer.SubscriberInputStream", "onNext")
                .allowBlockingCallsInside("io.netty.buffer.AdaptivePoolingAllocator", "allocate")
                .allowBlockingCallsInside("reactor.core.scheduler.PeriodicWorkerTask", "dispose");
    }
}

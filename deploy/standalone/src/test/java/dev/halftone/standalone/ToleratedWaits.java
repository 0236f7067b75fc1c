package dev.halftone.standalone;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/**
 * What BlockHound is to let pass: the PostgreSQL driver's password exchange takes its nonce from the system's random file, and Spring
 * hands a body's buffers to the thread that reads it through a queue whose lock either holds for an instant.
 */
public final class ToleratedWaits implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("com.ongres.scram.common.ScramFunctions", "nonce");
        builder.allowBlockingCallsInside("org.springframework.core.io.buffer.SubscriberInputStream", "onNext");
    }
}

package dev.halftone.worker.egress;

import reactor.blockhound.BlockHound;
import reactor.blockhound.integration.BlockHoundIntegration;

/** Netty's DNS client draws its query ids from {@code /dev/urandom}, which is a file that never waits. */
public final class KernelRandomness implements BlockHoundIntegration {

    @Override
    public void applyTo(BlockHound.Builder builder) {
        builder.allowBlockingCallsInside("java.security.SecureRandom", "nextBytes");
    }
}

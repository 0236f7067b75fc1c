package dev.halftone.worker.egress;

import java.net.UnknownHostException;

/** A name or address that the egress policy keeps closed. Says nothing of what is there. */
final class EgressDeniedException extends UnknownHostException {

    EgressDeniedException() {
        super("the egress policy denies the address");
    }
}

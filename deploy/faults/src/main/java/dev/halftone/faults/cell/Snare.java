package dev.halftone.faults.cell;

import dev.halftone.faults.proxy.Moment;
import dev.halftone.faults.proxy.Proxy;
import dev.halftone.faults.proxy.Trap;
import dev.halftone.faults.system.SystemUnderTest;
import dev.halftone.lab.process.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A trap for some of the services: who else runs into it is let go. */
public final class Snare {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SystemUnderTest system;
    private final Proxy proxy;
    private final Moment moment;
    private final List<Service> wanted;
    private Trap trap;

    Snare(SystemUnderTest system, Proxy proxy, Moment moment, List<Service> wanted) {
        this.system = system;
        this.proxy = proxy;
        this.moment = moment;
        this.wanted = wanted;
        this.trap = proxy.trap(moment);
    }

    /**
     * The service whose connection is held.
     *
     * @throws NotHitException if none came to the moment
     */
    Service caught() throws IOException, InterruptedException, NotHitException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (trap.await(Duration.ofNanos(deadline - System.nanoTime()))) {
            Optional<Service> owner = system.service(trap.owner()).filter(wanted::contains);
            if (owner.isPresent()) {
                return owner.get();
            }
            Trap passing = trap;
            trap = proxy.trap(moment);
            passing.release();
        }
        release();
        throw new NotHitException(moment + " did not come within " + PATIENCE.toSeconds() + " s");
    }

    void release() {
        trap.release();
    }
}

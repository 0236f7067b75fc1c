package dev.halftone.worker.process.sandbox;

import java.util.Optional;

/** A processor as Linux's audit and system calls know it. */
enum Machine {
    X64(0xc000_003e, 317, 56, 234),
    ARM64(0xc000_00b7, 277, 220, 131);

    private final int audit;
    private final int seccomp;
    private final int clone;
    private final int tgkill;

    Machine(int audit, int seccomp, int clone, int tgkill) {
        this.audit = audit;
        this.seccomp = seccomp;
        this.clone = clone;
        this.tgkill = tgkill;
    }

    /** This one; empty if there is no filter for it. */
    static Optional<Machine> current() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> Optional.of(X64);
            case "aarch64", "arm64" -> Optional.of(ARM64);
            default -> Optional.empty();
        };
    }

    int audit() {
        return audit;
    }

    /** The number of the call that installs a filter. */
    int seccomp() {
        return seccomp;
    }

    int cloneCall() {
        return clone;
    }

    int tgkill() {
        return tgkill;
    }
}

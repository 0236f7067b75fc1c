package dev.halftone.lab.process;

import java.io.IOException;
import java.util.List;

/** Processes that belong to a program and are not its children, such as the postmaster. */
@FunctionalInterface
public interface Companions {

    Companions NONE = List::of;

    List<Long> pids() throws IOException;
}

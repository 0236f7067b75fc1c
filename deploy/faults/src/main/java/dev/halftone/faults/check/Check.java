package dev.halftone.faults.check;

import java.util.List;

/** Something that must hold after every cell. */
public interface Check {

    /** What holds, as a sentence. */
    String name();

    /** What speaks against it; nothing if it holds. */
    List<String> violations(Evidence evidence) throws Exception;
}

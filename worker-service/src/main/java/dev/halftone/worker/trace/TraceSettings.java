package dev.halftone.worker.trace;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of a job its trace has.
 *
 * @param rows of a job, from its first, that are in the trace of its submission; each of the others has a trace of its own, if any
 */
@ConfigurationProperties("halftone.trace")
public record TraceSettings(@DefaultValue("100") int rows) {

    public TraceSettings {
        if (rows < 0) {
            throw new IllegalArgumentException("halftone.trace.rows must be 0 or more");
        }
    }
}

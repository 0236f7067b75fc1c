package dev.halftone.api.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the service does not start, and what to do, instead of a stack trace. Named in {@code META-INF/spring.factories}. */
final class UnprotectedAnalyzer extends AbstractFailureAnalyzer<UnprotectedException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnprotectedException cause) {
        return new FailureAnalysis(cause.reason(), cause.mend(), cause);
    }
}

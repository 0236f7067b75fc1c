package dev.halftone.worker.trace;

import io.micrometer.tracing.Tracer;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Traces as any, and throws in one of its methods, or in one of what it hands out. */
final class FailingTracer {

    private final String method;
    private final AtomicInteger failures = new AtomicInteger();

    FailingTracer(String method) {
        this.method = method;
    }

    Tracer tracer() {
        return of(Tracer.class);
    }

    int failures() {
        return failures.get();
    }

    private <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, called, arguments) -> answer(called.getName(), called.getReturnType())));
    }

    private @Nullable Object answer(String called, Class<?> type) {
        if (called.equals(method)) {
            failures.incrementAndGet();
            throw new AssertionError("there is no " + called);
        }
        if (type.isInterface()) {
            return of(type);
        }
        return type == boolean.class ? false : null;
    }
}

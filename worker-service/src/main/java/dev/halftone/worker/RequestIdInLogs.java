package dev.halftone.worker;

import io.micrometer.context.ContextRegistry;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;

/** Carries the request id from the Reactor context to every log line that is written under it, on whichever thread. */
@Configuration(proxyBeanMethods = false)
class RequestIdInLogs {

    static final String KEY = "requestId";

    RequestIdInLogs() {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(KEY, () -> MDC.get(KEY), id -> MDC.put(KEY, id), () -> MDC.remove(KEY));
    }
}

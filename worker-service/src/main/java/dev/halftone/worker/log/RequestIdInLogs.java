package dev.halftone.worker.log;

import dev.halftone.job.JobId;
import io.micrometer.context.ContextRegistry;
import org.slf4j.MDC;
import org.springframework.context.annotation.Configuration;
import reactor.util.context.Context;

/** Carries a job's request id from the Reactor context to every log line of its work, on whichever thread. */
@Configuration(proxyBeanMethods = false)
public class RequestIdInLogs {

    private static final String KEY = "requestId";

    RequestIdInLogs() {
        ContextRegistry.getInstance()
                .registerThreadLocalAccessor(KEY, () -> MDC.get(KEY), id -> MDC.put(KEY, id), () -> MDC.remove(KEY));
    }

    public static Context with(Context context, JobId job) {
        return context.put(KEY, job.toString());
    }
}

package dev.halftone.api.log;

import dev.halftone.job.JobId;
import java.util.Optional;
import org.springframework.boot.webflux.autoconfigure.WebHttpHandlerBuilderCustomizer;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Tells the log lines of a request which job its address names. Outside of all filters, so that its errors have it, too. */
@Component
final class RequestIdOfPath implements WebHttpHandlerBuilderCustomizer {

    private static final String VARIABLE = "requestId";
    private static final PathPattern OF_A_JOB =
            PathPatternParser.defaultInstance.parse("/v1/jobs/{" + VARIABLE + "}/{*rest}");

    @Override
    public void customize(WebHttpHandlerBuilder builder) {
        builder.httpHandlerDecorator(RequestIdOfPath::decorate);
    }

    private static HttpHandler decorate(HttpHandler handler) {
        return (request, response) -> {
            Optional<JobId> job = job(request.getPath().pathWithinApplication());
            return handler.handle(request, response)
                    .contextWrite(context ->
                            job.map(id -> RequestIdInLogs.with(context, id)).orElse(context));
        };
    }

    private static Optional<JobId> job(PathContainer path) {
        PathPattern.PathMatchInfo match = OF_A_JOB.matchAndExtract(path);
        return Optional.ofNullable(match)
                .map(found -> found.getUriVariables().get(VARIABLE))
                .flatMap(RequestIdOfPath::parse);
    }

    private static Optional<JobId> parse(String requestId) {
        try {
            return Optional.of(JobId.parse(requestId));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}

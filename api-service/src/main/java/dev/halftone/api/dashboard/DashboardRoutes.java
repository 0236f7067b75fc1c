package dev.halftone.api.dashboard;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.RequestPredicate;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/** Where the two pages, and the files they are made of, are found: a closed list, so that no request can name another. */
@Configuration(proxyBeanMethods = false)
class DashboardRoutes {

    private static final RequestPredicate READ = RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD);

    @Bean
    RouterFunction<ServerResponse> dashboard(DashboardSettings settings) throws IOException {
        ContentSecurityPolicy policy = new ContentSecurityPolicy(settings.imageOrigins());
        RouterFunctions.Builder routes = RouterFunctions.route();
        files().forEach(file ->
                routes.route(READ.and(RequestPredicates.path(path(file))), request -> answer(request, file)));
        return routes.filter(underPolicy(policy)).build();
    }

    private static List<DashboardFile> files() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:/dashboard/*.*"))
                .map(DashboardFile::read)
                .toList();
    }

    private static String path(DashboardFile file) {
        return switch (file.name()) {
            case "index.html" -> "/";
            case "job.html" -> "/jobs/{requestId}";
            default -> "/dashboard/" + file.name();
        };
    }

    private static Mono<ServerResponse> answer(ServerRequest request, DashboardFile file) {
        return request.checkNotModified(file.etag())
                .switchIfEmpty(Mono.defer(() -> ServerResponse.ok()
                        .eTag(file.etag())
                        .cacheControl(CacheControl.noCache())
                        .contentType(file.mediaType())
                        .bodyValue(file.content().getByteArray())));
    }

    private static HandlerFilterFunction<ServerResponse, ServerResponse> underPolicy(ContentSecurityPolicy policy) {
        return (request, next) -> {
            policy.writeTo(request.exchange().getResponse().getHeaders());
            return next.handle(request);
        };
    }
}

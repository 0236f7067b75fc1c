package dev.halftone.api.problem;

import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpOperations;
import tools.jackson.databind.json.JsonMapper;

/** Answers every error that reaches the edge of the HTTP surface, from wherever in it, as a problem. */
@Component
@Order(ProblemHandler.BEFORE_THE_FRAMEWORKS_OWN)
final class ProblemHandler implements WebExceptionHandler {

    static final int BEFORE_THE_FRAMEWORKS_OWN = -2;

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

    private final JsonMapper mapper;

    ProblemHandler(JsonMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(error) || isAnsweredByTheServer(response)) {
            LOG.debug(
                    "{} {} has nobody left to be answered",
                    exchange.getRequest().getMethod(),
                    path(exchange),
                    error);
            return Mono.empty();
        }
        ProblemException problem = ProblemTranslation.translate(error);
        String errorId = problem.problem().status().is5xxServerError() ? log(exchange, problem, error) : null;
        return write(exchange, problem, errorId, error);
    }

    /** A body whose framing is broken is refused below Spring, which is not told of it. */
    private static boolean isAnsweredByTheServer(ServerHttpResponse response) {
        return ServerHttpResponseDecorator.getNativeResponse(response) instanceof HttpOperations<?, ?> operations
                && operations.hasSentHeaders();
    }

    private static @Nullable String log(ServerWebExchange exchange, ProblemException problem, Throwable error) {
        if (problem.problem() != Problem.INTERNAL) {
            LOG.warn(
                    "{} {}: {} ({})",
                    exchange.getRequest().getMethod(),
                    path(exchange),
                    problem.detail(),
                    NestedExceptionUtils.getMostSpecificCause(error).toString());
            LOG.debug("in detail", error);
            return null;
        }
        String errorId = UUID.randomUUID().toString();
        LOG.error("{} {} failed, error id {}", exchange.getRequest().getMethod(), path(exchange), errorId, error);
        return errorId;
    }

    private Mono<Void> write(
            ServerWebExchange exchange, ProblemException problem, @Nullable String errorId, Throwable error) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(problem.problem().status());
        HttpHeaders headers = response.getHeaders();
        headers.clearContentHeaders();
        headers.remove(HttpHeaders.ETAG);
        if (error instanceof ErrorResponse framework) {
            headers.putAll(framework.getHeaders());
        }
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        DataHeaders.write(headers);
        problem.headers().forEach(headers::set);
        Duration retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return response.writeWith(Mono.fromSupplier(() -> body(exchange, problem, errorId)));
    }

    private DataBuffer body(ServerWebExchange exchange, ProblemException exception, @Nullable String errorId) {
        Problem problem = exception.problem();
        return exchange.getResponse()
                .bufferFactory()
                .wrap(mapper.writeValueAsBytes(new ProblemBody(
                        problem.type().toString(),
                        problem.title(),
                        problem.status().value(),
                        exception.detail(),
                        path(exchange),
                        exception.rejectedRows(),
                        exception.errors(),
                        errorId)));
    }

    private static String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().value();
    }
}

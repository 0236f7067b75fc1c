package dev.halftone.api.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.WriteTimeoutHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.stereotype.Component;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Ends requests that do not arrive, answers that are not taken, and connections that nobody uses. */
@Component
final class ServerLimits implements NettyServerCustomizer {

    private final HttpSettings settings;

    ServerLimits(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        return server.idleTimeout(settings.idleTimeout())
                .maxConnections(settings.maxConnections())
                .doOnChannelInit((_, channel, _) -> limit(channel));
    }

    private void limit(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addFirst(new WriteTimeoutHandler(millis(settings.writeTimeout()), TimeUnit.MILLISECONDS));
        pipeline.addAfter(NettyPipeline.HttpCodec, null, new AnswersInTurn());
        pipeline.addAfter(
                NettyPipeline.HttpCodec, null, new ArrivalTimeout(settings.stallTimeout(), settings.requestTimeout()));
        pipeline.addAfter(NettyPipeline.HttpCodec, null, new FirstHead(millis(settings.headTimeout())));
        pipeline.addAfter(NettyPipeline.HttpCodec, null, new LingeringClose());
        pipeline.addAfter(NettyPipeline.HttpCodec, null, OneProtocol.INSTANCE);
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }
}

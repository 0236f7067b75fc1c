package dev.halftone.api.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
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

    /** Of a connection whose client does not read: by itself, the kernel keeps megabytes. */
    private static final long MOST_UNSENT_BYTES = 128 * 1024;

    private final HttpSettings settings;

    ServerLimits(HttpSettings settings) {
        this.settings = settings;
    }

    @Override
    public HttpServer apply(HttpServer server) {
        HttpServer bounded = Epoll.isAvailable()
                ? server.childOption(EpollChannelOption.TCP_NOTSENT_LOWAT, MOST_UNSENT_BYTES)
                : server;
        return bounded.idleTimeout(settings.idleTimeout())
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

package dev.halftone.api.output;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * The threads that the store's connections live on. They are ours, so that the end of the service ends them, and before them the
 * connections, at once: the SDK's own way waits seconds for its pools to close, and again until nothing happened for two.
 */
final class S3Threads {

    private static final Duration LAST_WORDS = Duration.ofMillis(100);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    private final SdkEventLoopGroup group = noting(SdkEventLoopGroup.builder()
            .threadFactory(Thread.ofPlatform().name("s3-", 1).daemon().factory())
            .build());

    SdkEventLoopGroup group() {
        return group;
    }

    private SdkEventLoopGroup noting(SdkEventLoopGroup threads) {
        return SdkEventLoopGroup.create(
                threads.eventLoopGroup(), () -> noted(threads.channelFactory().newChannel()));
    }

    private Channel noted(Channel connection) {
        connections.add(connection);
        return connection;
    }

    /** While all threads are there: a connection that one of them closes is counted off by another. */
    void destroy() {
        connections.close().awaitUninterruptibly(PATIENCE.toMillis());
        group.eventLoopGroup()
                .shutdownGracefully(LAST_WORDS.toMillis(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(PATIENCE.toMillis());
    }
}

package dev.halftone.api.http;

import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose client still sends in two steps, as RFC 9112 (9.6) has it: first only our side, and the other when
 * the client has closed its own, or soon. Closed at once, the client's bytes would be answered with a reset, which may take
 * the answer with it before it is read. What comes meanwhile is thrown away.
 */
final class LingeringClose extends ChannelDuplexHandler {

    private static final long MILLIS = 1000;
    private static final long MOST_BYTES = 1 << 20;

    private boolean bodyIsLeft;
    private boolean lingers;
    private long bytes;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (lingers) {
            discard(context, message);
            return;
        }
        if (message instanceof HttpRequest) {
            bodyIsLeft = true;
        }
        if (message instanceof LastHttpContent) {
            bodyIsLeft = false;
        }
        context.fireChannelRead(message);
    }

    private void discard(ChannelHandlerContext context, Object message) {
        bytes += message instanceof ByteBufHolder holder ? holder.content().readableBytes() : 0;
        ReferenceCountUtil.release(message);
        if (bytes > MOST_BYTES) {
            ChannelFuture _ = context.close();
        }
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (lingers || !bodyIsLeft || !(context.channel() instanceof DuplexChannel channel) || !channel.isActive()) {
            end(context, promise);
            return;
        }
        lingers = true;
        ChannelFuture _ = channel.shutdownOutput();
        channel.config().setAutoRead(true);
        Future<?> _ = context.executor().schedule(() -> end(context, promise), MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void end(ChannelHandlerContext context, ChannelPromise promise) {
        ChannelFuture _ = context.close(promise);
    }
}

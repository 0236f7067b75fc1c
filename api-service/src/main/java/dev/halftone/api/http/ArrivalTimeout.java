package dev.halftone.api.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request does not arrive: nothing of it is read for a while, or it takes too long as a whole. Reactor Netty's
 * own {@code requestTimeout} keeps every request that is answered before its end was seen in memory until the time is up.
 */
final class ArrivalTimeout extends ChannelInboundHandlerAdapter {

    private final long stallNanos;
    private final long wholeNanos;
    private boolean arriving;
    private long begun;
    private long lastRead;
    private @Nullable Future<?> look;

    ArrivalTimeout(Duration stall, Duration whole) {
        this.stallNanos = stall.toNanos();
        this.wholeNanos = whole.toNanos();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        lastRead = System.nanoTime();
        if (message instanceof HttpRequest) {
            arriving = true;
            begun = lastRead;
        }
        if (message instanceof LastHttpContent) {
            arriving = false;
            stopLooking();
        }
        context.fireChannelRead(message);
    }

    /** Most requests have arrived whole by now, and are never looked at. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (arriving && look == null) {
            look(context);
        }
        context.fireChannelReadComplete();
    }

    private void look(ChannelHandlerContext context) {
        long now = System.nanoTime();
        long left = Math.min(stallNanos - (now - lastRead), wholeNanos - (now - begun));
        if (left > 0) {
            look = context.executor().schedule(() -> look(context), left, TimeUnit.NANOSECONDS);
        } else {
            context.fireExceptionCaught(ReadTimeoutException.INSTANCE);
            ChannelFuture _ = context.close();
        }
    }

    private void stopLooking() {
        if (look != null) {
            look.cancel(false);
            look = null;
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stopLooking();
    }
}

package dev.halftone.api.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Lets a connection's next request through once the answer to the one before has left. A client may send many at once and read nothing:
 * Reactor Netty begins the next as soon as the last answer is written, so all of them would be held in memory.
 */
final class AnswersInTurn extends ChannelDuplexHandler {

    /** What one read from the socket brought beyond the request that is being answered; there is no other read until it is gone. */
    private final Queue<Object> waiting = new ArrayDeque<>();

    private boolean answering;
    private boolean informational;
    private boolean readWanted;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!waiting.isEmpty() || (answering && message instanceof HttpRequest)) {
            waiting.add(message);
        } else {
            pass(context, message);
        }
    }

    private void pass(ChannelHandlerContext context, Object message) {
        answering |= message instanceof HttpRequest;
        context.fireChannelRead(message);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        if (waiting.isEmpty()) {
            context.read();
        } else {
            readWanted = true;
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            informational = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        }
        if (!(message instanceof LastHttpContent) || informational) {
            ChannelFuture _ = context.write(message, promise);
            return;
        }
        // others who wait for this answer's end are told first
        ChannelFuture _ = context.write(message, promise.unvoid())
                .addListener(_ -> context.executor().execute(() -> answered(context)));
    }

    private void answered(ChannelHandlerContext context) {
        answering = false;
        while (!waiting.isEmpty() && !(answering && waiting.peek() instanceof HttpRequest)) {
            pass(context, waiting.remove());
        }
        if (waiting.isEmpty() && readWanted) {
            readWanted = false;
            context.read();
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}

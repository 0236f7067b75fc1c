package dev.halftone.api.http;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;

/** Netty's codec takes any version that a client makes up, and answers in it; only HTTP/1 is spoken here. */
@Sharable
final class OneProtocol extends ChannelInboundHandlerAdapter {

    static final OneProtocol INSTANCE = new OneProtocol();

    private OneProtocol() {}

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request && request.protocolVersion().majorVersion() != 1) {
            request.setDecoderResult(
                    DecoderResult.failure(new IllegalArgumentException("not HTTP/1: " + request.protocolVersion())));
        }
        context.fireChannelRead(message);
    }
}

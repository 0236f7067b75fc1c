package dev.halftone.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswersInTurnTest {

    private final Reads reads = new Reads();
    private final EmbeddedChannel channel = new EmbeddedChannel(reads, new AnswersInTurn());

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void theNextRequestIsLetThroughWhenTheAnswerHasLeft() {
        channel.writeInbound(request("/1"), LastHttpContent.EMPTY_LAST_CONTENT);
        channel.writeInbound(request("/2"), LastHttpContent.EMPTY_LAST_CONTENT);
        channel.writeInbound(request("/3"), LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(received()).containsExactly("/1", "end");
        answer(HttpResponseStatus.OK);
        assertThat(received()).as("written, and not flushed").isEmpty();
        channel.flushOutbound();
        assertThat(received()).containsExactly("/2", "end");
        answer(HttpResponseStatus.OK);
        channel.flushOutbound();
        assertThat(received()).containsExactly("/3", "end");
    }

    @Test
    void nothingIsReadWhileARequestWaits() {
        channel.writeInbound(request("/1"), LastHttpContent.EMPTY_LAST_CONTENT);
        channel.read();
        channel.writeInbound(request("/2"), LastHttpContent.EMPTY_LAST_CONTENT);
        int before = reads.count;
        channel.read();
        assertThat(reads.count).isEqualTo(before);
        answer(HttpResponseStatus.OK);
        channel.flushOutbound();
        assertThat(reads.count).isEqualTo(before + 1);
    }

    @Test
    void aBodyGoesOnThroughAndAnInterimAnswerEndsNothing() {
        channel.writeInbound(request("/1"));
        answer(HttpResponseStatus.CONTINUE);
        channel.flushOutbound();
        channel.writeInbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER), LastHttpContent.EMPTY_LAST_CONTENT);
        channel.writeInbound(request("/2"));
        assertThat(received()).containsExactly("/1", "part", "end");
    }

    private static DefaultHttpRequest request(String path) {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    }

    private void answer(HttpResponseStatus status) {
        ChannelFuture _ = channel.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
        channel.runPendingTasks();
    }

    private List<String> received() {
        channel.runPendingTasks();
        List<String> received = new ArrayList<>();
        for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
            received.add(
                    switch (message) {
                        case DefaultHttpRequest request -> request.uri();
                        case LastHttpContent _ -> "end";
                        default -> "part";
                    });
        }
        return received;
    }

    /** Stands before the socket. */
    private static final class Reads extends ChannelOutboundHandlerAdapter {

        private int count;

        @Override
        public void read(ChannelHandlerContext context) {
            count++;
            context.read();
        }
    }
}

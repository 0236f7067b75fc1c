package dev.halftone.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ArrivalTimeoutTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(50);

    private EmbeddedChannel channel = new EmbeddedChannel();

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aRequestThatArrivesAtOnceIsNeverLookedAt() {
        channel = new EmbeddedChannel(new ArrivalTimeout(SHORT, SHORT));
        channel.writeInbound(head(), LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.runScheduledPendingTasks())
                .as("nothing is scheduled")
                .isEqualTo(-1);
    }

    @Test
    void aRequestThatStallsEndsTheConnection() throws Exception {
        channel = new EmbeddedChannel(new ArrivalTimeout(SHORT, LONG));
        channel.writeInbound(head());
        assertEnds();
    }

    @Test
    void aRequestThatTakesTooLongAsAWholeEndsTheConnection() throws Exception {
        channel = new EmbeddedChannel(new ArrivalTimeout(LONG, SHORT));
        channel.writeInbound(head());
        channel.writeInbound(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));
        assertEnds();
    }

    @Test
    void oneThatHasArrivedIsForgotten() {
        channel = new EmbeddedChannel(new ArrivalTimeout(LONG, LONG));
        channel.writeInbound(head());
        assertThat(channel.runScheduledPendingTasks()).isPositive();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.runScheduledPendingTasks())
                .as("nothing is scheduled")
                .isEqualTo(-1);
    }

    private void assertEnds() throws InterruptedException {
        assertThatThrownBy(() -> {
                    while (channel.isActive()) {
                        Thread.sleep(5);
                        channel.runScheduledPendingTasks();
                        channel.checkException();
                    }
                })
                .isInstanceOf(ReadTimeoutException.class);
        channel.runPendingTasks();
        assertThat(channel.isActive()).isFalse();
    }

    private static DefaultHttpRequest head() {
        return new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1/jobs");
    }
}

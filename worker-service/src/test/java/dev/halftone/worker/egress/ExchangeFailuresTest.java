package dev.halftone.worker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.outcome.FailureReason;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class ExchangeFailuresTest {

    @Test
    void theOtherSidesFailuresHaveTheirReason() {
        assertThat(ExchangeFailures.reason(new UnknownHostException())).contains(FailureReason.DNS_FAILURE);
        assertThat(ExchangeFailures.reason(new EgressDeniedException())).contains(FailureReason.EGRESS_DENIED);
        assertThat(ExchangeFailures.reason(new ConnectException())).contains(FailureReason.CONNECT_FAILED);
        assertThat(ExchangeFailures.reason(new ConnectTimeoutException())).contains(FailureReason.TIMEOUT);
        assertThat(ExchangeFailures.reason(ReadTimeoutException.INSTANCE)).contains(FailureReason.TIMEOUT);
        assertThat(ExchangeFailures.reason(new DecoderException(new SSLHandshakeException("expired"))))
                .contains(FailureReason.TLS_FAILED);
        assertThat(ExchangeFailures.reason(new IllegalStateException(new EgressDeniedException())))
                .contains(FailureReason.EGRESS_DENIED);
    }

    @Test
    void ourOwnFailuresHaveNone() {
        assertThat(ExchangeFailures.reason(new ChannelException(new IOException("Too many open files"))))
                .isEmpty();
        assertThat(ExchangeFailures.reason(new BindException())).isEmpty();
        assertThat(ExchangeFailures.reason(new OutOfMemoryError())).isEmpty();
        assertThat(ExchangeFailures.reason(new IllegalStateException())).isEmpty();
    }
}

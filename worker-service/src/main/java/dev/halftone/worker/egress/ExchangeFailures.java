package dev.halftone.worker.egress;

import dev.halftone.outcome.FailureReason;
import io.netty.channel.ChannelException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.netty.handler.timeout.TimeoutException;
import java.io.IOException;
import java.net.BindException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why an exchange brought no answer. */
public final class ExchangeFailures {

    private static final int DEPTH = 8;

    private ExchangeFailures() {}

    /** The other side's failure; empty if it is ours, such as no file descriptor left for a connection. */
    public static Optional<FailureReason> reason(Throwable failure) {
        List<Throwable> causes = causes(failure);
        return causes.stream().anyMatch(ExchangeFailures::isOurs)
                ? Optional.empty()
                : causes.reversed().stream()
                        .flatMap(cause -> known(cause).stream())
                        .findFirst();
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < DEPTH; cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    private static boolean isOurs(Throwable cause) {
        boolean noChannel = cause instanceof ChannelException && !(cause instanceof TimeoutException);
        return noChannel || cause instanceof BindException;
    }

    private static Optional<FailureReason> known(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case EgressDeniedException _ -> FailureReason.EGRESS_DENIED;
                    case UnknownHostException _ -> FailureReason.DNS_FAILURE;
                    case ConnectTimeoutException _, SslHandshakeTimeoutException _, TimeoutException _ ->
                        FailureReason.TIMEOUT;
                    case SSLException _ -> FailureReason.TLS_FAILED;
                    // what answers is no HTTP: a header that cannot be parsed, a status that is none
                    case IOException _, DecoderException _, IllegalArgumentException _ -> FailureReason.CONNECT_FAILED;
                    default -> null;
                });
    }
}

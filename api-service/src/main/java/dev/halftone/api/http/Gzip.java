package dev.halftone.api.http;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Inflates a body, piece by piece and only as it is asked for: however much a few bytes become, one piece of it is in memory. The
 * JDK's inflater reads from a stream, so it has a thread to wait on.
 */
final class Gzip {

    private static final int PIECE = 16 * 1024;
    private static final int BUFFERS_AHEAD = 4;

    private Gzip() {}

    /** @param bytes every buffer is released; what fails them fails what comes of them */
    static Flux<DataBuffer> inflate(Flux<DataBuffer> bytes) {
        return Flux.defer(() -> {
                    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
                    return Flux.using(
                                    () -> DataBufferUtils.subscriberInputStream(
                                            bytes.doOnError(failure::set), BUFFERS_AHEAD),
                                    Gzip::pieces,
                                    Gzip::close)
                            .onErrorMap(error -> cause(failure, error))
                            .concatWith(Mono.defer(() -> unlessFailed(failure)));
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Flux<DataBuffer> pieces(InputStream bytes) {
        return DataBufferUtils.readInputStream(() -> new Members(bytes), DefaultDataBufferFactory.sharedInstance, PIECE)
                .concatWith(Mono.fromCallable(bytes::read).flatMap(Gzip::requireEnd));
    }

    private static Mono<DataBuffer> requireEnd(int next) {
        return next == -1 ? Mono.empty() : Mono.error(malformed());
    }

    /** The JDK takes a failure after a member for the end. */
    private static Mono<DataBuffer> unlessFailed(AtomicReference<@Nullable Throwable> failure) {
        Throwable cause = failure.get();
        return cause == null ? Mono.empty() : Mono.error(cause);
    }

    private static Throwable cause(AtomicReference<@Nullable Throwable> failure, Throwable error) {
        Throwable cause = failure.get();
        return cause != null ? cause : error instanceof IOException ? malformed() : error;
    }

    private static ProblemException malformed() {
        return new ProblemException(
                Problem.MALFORMED_REQUEST,
                "The body is not what its Content-Encoding header says: it is no gzip, or cut off, or damaged.");
    }

    private static void close(InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads every member, be the next not there yet. Each that is empty has the JDK's reader call itself once more, so there are not
     * to be many of them in a row.
     */
    private static final class Members extends GZIPInputStream {

        private static final int MOST_EMPTY = 100;
        private static final int TRAILER = 8;

        private int depth;

        Members(InputStream bytes) throws IOException {
            super(new Open(bytes), PIECE);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (depth > MOST_EMPTY) {
                throw new ZipException("empty members without end");
            }
            depth++;
            try {
                return requireEnd(super.read(buffer, offset, length));
            } finally {
                depth--;
            }
        }

        /** What follows the last member, and is none, is left over where it was read ahead. */
        private int requireEnd(int read) throws IOException {
            if (read == -1 && inf.getRemaining() > TRAILER) {
                throw new ZipException("more than members");
            }
            return read;
        }
    }

    private static final class Open extends FilterInputStream {

        Open(InputStream bytes) {
            super(bytes);
        }

        /** The JDK's reader takes nothing at hand for the end. */
        @Override
        public int available() {
            return 1;
        }

        /** Left to whoever made the stream: what follows the last member is looked at. */
        @Override
        public void close() {}
    }
}

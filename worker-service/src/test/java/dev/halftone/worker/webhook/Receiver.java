package dev.halftone.worker.webhook;

import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** A webhook's receiver that keeps what it is sent and answers as a test says. */
final class Receiver implements AutoCloseable {

    @SuppressWarnings("ArrayRecordComponent") // compared by its parts
    record Received(HttpHeaders headers, String path, byte[] body) {
        String header(String name) {
            return String.valueOf(headers.get(name));
        }
    }

    /** How it answers: after a while, with a status, and perhaps with a header. */
    record Reply(int status, Duration delay, String header, String value) {
        static Reply status(int status) {
            return new Reply(status, Duration.ZERO, "X-Receiver", "test");
        }

        static Reply after(Duration delay) {
            return new Reply(200, delay, "X-Receiver", "test");
        }

        Reply with(String name, String text) {
            return new Reply(status, delay, name, text);
        }
    }

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final IntFunction<Reply> replies;
    private final DisposableServer server;

    /** @param replies by the number of the request, from 1 */
    Receiver(IntFunction<Reply> replies) {
        this.replies = replies;
        server = HttpServer.create()
                .host("127.0.0.1")
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asByteArray()
                        .flatMap(body -> answer(new Received(request.requestHeaders(), request.uri(), body), response)))
                .bindNow();
    }

    private Mono<Void> answer(Received request, HttpServerResponse response) {
        int number;
        synchronized (received) {
            received.add(request);
            number = received.size();
        }
        Reply reply = replies.apply(number);
        Publisher<Void> sent = response.status(reply.status())
                .header(reply.header(), reply.value())
                .sendString(Mono.just("thank you"));
        return Mono.delay(reply.delay()).then(Mono.from(sent));
    }

    String url() {
        return "http://127.0.0.1:" + server.port() + "/hooks?team=1";
    }

    /** Under a name instead of the address. */
    String url(String name) {
        return url().replace("127.0.0.1", name);
    }

    List<Received> received() {
        return received;
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}

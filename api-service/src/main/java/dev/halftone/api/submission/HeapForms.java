package dev.halftone.api.submission;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpInputMessage;
import org.springframework.http.codec.HttpMessageReader;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads forms from copies of their bytes on the heap. Spring's parser, when it is cancelled or refuses a part, releases some
 * buffers twice and others never: harmless to these, ruinous to Netty's own.
 */
final class HeapForms implements HttpMessageReader<PartEvent> {

    private final SubmissionSettings settings;
    private final PartEventHttpMessageReader parser = new PartEventHttpMessageReader();

    HeapForms(SubmissionSettings settings) {
        this.settings = settings;
        parser.setMaxHeadersSize((int) settings.maxPartHeaders().toBytes());
        parser.setMaxInMemorySize((int) settings.maxField().toBytes());
    }

    @Override
    public List<MediaType> getReadableMediaTypes() {
        return parser.getReadableMediaTypes();
    }

    @Override
    public boolean canRead(ResolvableType type, @Nullable MediaType mediaType) {
        return parser.canRead(type, mediaType);
    }

    @Override
    public Flux<PartEvent> read(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
        return parser.read(type, new OnHeap(message), hints)
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .transform(this::limited);
    }

    @Override
    public Mono<PartEvent> readMono(ResolvableType type, ReactiveHttpInputMessage message, Map<String, Object> hints) {
        return parser.readMono(type, new OnHeap(message), hints);
    }

    private Flux<PartEvent> limited(Flux<PartEvent> events) {
        return Flux.defer(() -> {
            AtomicInteger ended = new AtomicInteger();
            return events.doOnNext(event -> count(event, ended));
        });
    }

    private void count(PartEvent event, AtomicInteger ended) {
        if (ended.get() >= settings.maxParts()) {
            throw new ProblemException(
                    Problem.TOO_LARGE,
                    "The form has more than " + settings.maxParts() + " parts (halftone.submission.max-parts).");
        }
        if (event.isLast()) {
            ended.incrementAndGet();
        }
    }

    /** The parser does not say which of them. */
    private ProblemException tooLarge() {
        return new ProblemException(
                Problem.TOO_LARGE,
                "A field of the form has more than " + settings.maxField().toBytes()
                        + " bytes (halftone.submission.max-field), or a part more than "
                        + settings.maxPartHeaders().toBytes()
                        + " bytes of headers (halftone.submission.max-part-headers).");
    }

    private record OnHeap(ReactiveHttpInputMessage message) implements ReactiveHttpInputMessage {

        @Override
        public HttpHeaders getHeaders() {
            return message.getHeaders();
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return message.getBody().map(OnHeap::copy);
        }

        private static DataBuffer copy(DataBuffer buffer) {
            try {
                byte[] bytes = new byte[buffer.readableByteCount()];
                buffer.read(bytes);
                return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
            } finally {
                DataBufferUtils.release(buffer);
            }
        }
    }
}

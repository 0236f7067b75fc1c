package dev.halftone.api.job.image;

import dev.halftone.api.job.image.ByteRange.UnsatisfiableException;
import dev.halftone.api.job.image.KnownImage.NamedFile;
import dev.halftone.api.output.OutputUrls;
import dev.halftone.api.output.StoredObjects;
import dev.halftone.api.output.StoredObjects.Part;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
class ContentController implements ContentApi {

    private final KnownImages images;
    private final StoredObjects objects;
    private final OutputUrls urls;
    private final ContentSettings settings;

    ContentController(KnownImages images, StoredObjects objects, OutputUrls urls, ContentSettings settings) {
        this.images = images;
        this.objects = objects;
        this.urls = urls;
        this.settings = settings;
    }

    @Override
    public Mono<ResponseEntity<Flux<DataBuffer>>> read(
            String image, @Nullable String rendition, ServerWebExchange exchange) {
        return images.require(image)
                .map(known -> chosen(known, rendition))
                .flatMap(file -> switch (settings.content()) {
                    case REDIRECT -> redirect(file.file());
                    case STREAM -> answer(new Content(image, file.name(), file.file()), exchange);
                });
    }

    private static NamedFile chosen(KnownImage known, @Nullable String rendition) {
        List<NamedFile> files = known.files();
        if (files.isEmpty()) {
            throw new ProblemException(
                    Problem.NOT_FOUND,
                    "The image is " + known.asked().image().status().wireName() + ": nothing of it is stored.");
        }
        return rendition == null
                ? files.getFirst()
                : known.file(rendition).orElseThrow(() -> unknown(rendition, files));
    }

    private static ProblemException unknown(String rendition, List<NamedFile> files) {
        String known = files.stream().map(NamedFile::name).distinct().collect(Collectors.joining(", "));
        return new ProblemException(
                Problem.NOT_FOUND, "The image has no rendition '" + rendition + "'. It has " + known + ".");
    }

    private Mono<ResponseEntity<Flux<DataBuffer>>> redirect(StoredFile file) {
        return urls.byKey()
                .map(urlOf -> ResponseEntity.status(HttpStatus.FOUND)
                        .location(URI.create(urlOf.apply(file.key())))
                        .build());
    }

    /** Nothing where the client has it already: the exchange then has the whole answer. */
    private Mono<ResponseEntity<Flux<DataBuffer>>> answer(Content content, ServerWebExchange exchange) {
        if (exchange.checkNotModified(content.etag())) {
            Content.describeCaching(exchange.getResponse().getHeaders());
            return Mono.empty();
        }
        ServerHttpRequest request = exchange.getRequest();
        if (request.getMethod().equals(HttpMethod.HEAD)) {
            return Mono.just(content.answer(null).build());
        }
        try {
            Part part = ByteRange.of(request.getHeaders(), content.etag(), content.length());
            return objects.open(content.key(), part)
                    .switchIfEmpty(Mono.error(ContentController::gone))
                    .map(bytes -> content.answer(part).body(bytes));
        } catch (UnsatisfiableException e) {
            return Mono.error(content.noSuchPart());
        }
    }

    private static ProblemException gone() {
        return new ProblemException(
                Problem.NOT_FOUND,
                "The rendition is gone from the object store. Process the image again, and it is made anew.");
    }
}

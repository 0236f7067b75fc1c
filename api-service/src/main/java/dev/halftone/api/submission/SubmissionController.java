package dev.halftone.api.submission;

import dev.halftone.api.manifest.ManifestFormat;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
final class SubmissionController implements SubmissionApi {

    private static final List<MediaType> SUPPORTED = Stream.concat(
                    Stream.of(MediaType.MULTIPART_FORM_DATA),
                    Arrays.stream(ManifestFormat.values())
                            .flatMap(format -> format.mediaTypes().stream())
                            .map(MediaType::asMediaType))
            .toList();

    // UTF-16 is known by its byte order mark, whatever is said of it
    private static final Set<Charset> READABLE = Set.of(
            StandardCharsets.UTF_8,
            StandardCharsets.US_ASCII,
            StandardCharsets.UTF_16,
            StandardCharsets.UTF_16LE,
            StandardCharsets.UTF_16BE);

    private static final String SECRET_IN_ADDRESS =
            "A webhookSecret does not belong into an address, which is logged on its way. Send it as a field of a form,"
                    + " or leave it out and use the one in the answer.";

    private final Submissions submissions;

    SubmissionController(Submissions submissions) {
        this.submissions = submissions;
    }

    @Override
    public Mono<ResponseEntity<SubmissionAnswer>> submitForm(
            Flux<PartEvent> parts, HttpHeaders headers, MultiValueMap<String, String> query) {
        return submissions
                .submit(
                        IdempotencyHeader.read(headers),
                        taker -> takeAll(query, taker).then(new SubmissionForm(parts).forEach(taker)))
                .map(SubmissionController::respond);
    }

    @Override
    public Mono<ResponseEntity<SubmissionAnswer>> submitManifest(
            Flux<DataBuffer> manifest, HttpHeaders headers, MultiValueMap<String, String> query) {
        ManifestFormat format = readable(headers.getContentType());
        return submissions
                .submit(
                        IdempotencyHeader.read(headers),
                        taker -> takeAll(query, taker)
                                .then(Mono.defer(() -> taker.apply(new SubmissionPart.Manifest(format, manifest)))))
                .map(SubmissionController::respond);
    }

    private static ManifestFormat readable(@Nullable MediaType type) {
        Charset charset = type == null ? null : type.getCharset();
        return Optional.ofNullable(type)
                .flatMap(ManifestFormat::of)
                .filter(_ -> charset == null || READABLE.contains(charset))
                .orElseThrow(() -> new UnsupportedMediaTypeStatusException(type, SUPPORTED));
    }

    private static Mono<Void> takeAll(MultiValueMap<String, String> query, Function<SubmissionPart, Mono<Void>> taker) {
        if (query.containsKey(Option.WEBHOOK_SECRET.wireName())) {
            return Mono.error(new ProblemException(Problem.MALFORMED_REQUEST, SECRET_IN_ADDRESS));
        }
        return Flux.fromIterable(query.entrySet())
                .concatMapIterable(SubmissionController::values)
                .concatMap(taker)
                .then();
    }

    private static List<SubmissionPart> values(Map.Entry<String, List<String>> parameter) {
        return parameter.getValue().stream()
                .<SubmissionPart>map(value -> new SubmissionPart.Value(parameter.getKey(), value))
                .toList();
    }

    private static ResponseEntity<SubmissionAnswer> respond(SubmissionAnswer answer) {
        return switch (answer) {
            case SubmissionAnswer.Accepted accepted ->
                ResponseEntity.accepted()
                        .location(URI.create(accepted.links().self()))
                        .body(answer);
            case SubmissionAnswer.Validated _ -> ResponseEntity.ok(answer);
        };
    }
}

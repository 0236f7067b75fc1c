package dev.halftone.worker.flow;

import dev.halftone.analysis.Analysis;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.FailureReason;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.outcome.Sha256;
import dev.halftone.outcome.SourceFacts;
import dev.halftone.outcome.StoredRendition;
import dev.halftone.worker.fetch.FetchedImage;
import dev.halftone.worker.process.EncodedRendition;
import dev.halftone.worker.process.ProcessedImage;
import dev.halftone.worker.process.Wanted;
import dev.halftone.worker.store.ObjectStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The renditions of a source's bytes, and what is found out about them: what is stored already is reused, the rest is made, once for
 * all who ask meanwhile.
 */
final class Renditions {

    private static final int CALLS_AT_ONCE = 4;

    private final BiFunction<Sha256, List<Rendition>, Flux<StoredRendition>> stored;
    private final BiFunction<Sha256, List<Analysis>, Mono<List<Analysis>>> unknown;
    private final Processing process;
    private final StoredPictures pictures;
    private final ObjectStore store;
    private final DecodeGate gate;
    private final OwnFailures ownFailures;
    private final Duration timeLimit;
    private final ImageMeters meters;
    private final Ongoing<Key, Made> ongoing = new Ongoing<>();

    /**
     * @param stored those renditions that were made before; their objects may be gone
     * @param unknown those analyses whose results are not stored
     * @param pictures other images that renditions use
     * @param timeLimit for processing one image, once it is let in
     */
    Renditions(
            BiFunction<Sha256, List<Rendition>, Flux<StoredRendition>> stored,
            BiFunction<Sha256, List<Analysis>, Mono<List<Analysis>>> unknown,
            Processing process,
            StoredPictures pictures,
            ObjectStore store,
            DecodeGate gate,
            OwnFailures ownFailures,
            Duration timeLimit,
            ImageMeters meters) {
        this.stored = stored;
        this.unknown = unknown;
        this.process = process;
        this.pictures = pictures;
        this.store = store;
        this.gate = gate;
        this.ownFailures = ownFailures;
        this.timeLimit = timeLimit;
        this.meters = meters;
    }

    /** Completes once every rendition is stored and every analysis run; fails with the image's own failure alone. */
    Mono<Made> of(Image image, FetchedImage fetched, Stopwatch stopwatch) {
        Wanted wanted = image.wanted();
        Wanted different = new Wanted(oneEachPipeline(wanted.renditions()), wanted.analyses());
        Key key = new Key(
                fetched.sha256(),
                different.renditions().stream().map(Renditions::fingerprint).collect(Collectors.toSet()),
                Set.copyOf(different.analyses()));
        return ongoing.shared(key, () -> make(image, fetched, different, stopwatch));
    }

    private Mono<Made> make(Image image, FetchedImage fetched, Wanted wanted, Stopwatch stopwatch) {
        return Mono.zip(
                        reusable(fetched.sha256(), wanted.renditions()),
                        unknown(fetched.sha256(), wanted.analyses()),
                        (reused, unknown) ->
                                new Found(reused, new Wanted(missing(wanted.renditions(), reused), unknown)))
                .flatMap(found -> process(image, fetched, found.missing(), stopwatch)
                        .flatMap(processed -> stopwatch
                                .time(Step.STORE, store(fetched, processed))
                                .map(made -> made(fetched, processed, found.reused(), made))));
    }

    /** What of the wanted is there, and what is not. */
    private record Found(List<StoredRendition> reused, Wanted missing) {}

    private Mono<List<StoredRendition>> reusable(Sha256 source, List<Rendition> renditions) {
        Mono<List<StoredRendition>> found = Flux.defer(() -> stored.apply(source, renditions))
                .flatMap(this::ifStillThere, CALLS_AT_ONCE)
                .collectList()
                .retryWhen(ownFailures.retry("look-up"));
        return RowInFlight.step("look-up", found);
    }

    private Mono<List<Analysis>> unknown(Sha256 source, List<Analysis> analyses) {
        return analyses.isEmpty()
                ? Mono.just(analyses)
                : RowInFlight.step(
                        "look-up",
                        Mono.defer(() -> unknown.apply(source, analyses)).retryWhen(ownFailures.retry("look-up")));
    }

    private Mono<StoredRendition> ifStillThere(StoredRendition rendition) {
        return store.exists(rendition.key()).filter(there -> there).map(there -> rendition);
    }

    /** What needs no more than its header to be read is not decoded, and has been survived before. */
    private Mono<ProcessedImage> process(Image image, FetchedImage fetched, Wanted missing, Stopwatch stopwatch) {
        Mono<ProcessedImage> admitted = missing.isNothing()
                ? process(fetched, missing, Map.of())
                : gate.through(image, pictures.of(missing.renditions()), ready -> process(fetched, missing, ready));
        return RowInFlight.step("process", stopwatch.time(Step.PROCESS, admitted));
    }

    private Mono<ProcessedImage> process(FetchedImage fetched, Wanted missing, Map<String, byte[]> pictures) {
        return Mono.defer(() -> process.process(fetched, missing, pictures))
                .timeout(timeLimit, Mono.error(() -> new ImageFailureException(FailureReason.PROCESSING_TIMEOUT)))
                .retryWhen(ownFailures.retryDefect("process"))
                .retryWhen(ownFailures.retry("process"));
    }

    private Mono<List<StoredRendition>> store(FetchedImage fetched, ProcessedImage processed) {
        Mono<List<StoredRendition>> put = Flux.fromIterable(processed.renditions())
                .flatMap(rendition -> put(fetched.sha256(), rendition), CALLS_AT_ONCE)
                .collectList();
        return RowInFlight.step("store", put);
    }

    private Mono<StoredRendition> put(Sha256 source, EncodedRendition encoded) {
        StoredRendition rendition = asStored(source, encoded);
        return Mono.defer(() -> store.put(rendition.key(), encoded.format().mediaType(), encoded.bytes()))
                .retryWhen(ownFailures.retry("store"))
                .thenReturn(rendition);
    }

    private Made made(
            FetchedImage fetched, ProcessedImage processed, List<StoredRendition> reused, List<StoredRendition> made) {
        meters.renditions("reused", reused.size());
        meters.renditions("made", made.size());
        SourceFacts source = new SourceFacts(
                fetched.sha256(),
                fetched.md5(),
                fetched.bytes().length,
                processed.format(),
                processed.width(),
                processed.height(),
                processed.frames());
        return new Made(source, Stream.concat(reused.stream(), made.stream()).toList(), processed.analyses());
    }

    private static StoredRendition asStored(Sha256 source, EncodedRendition encoded) {
        String pipeline = fingerprint(encoded.rendition());
        return new StoredRendition(
                encoded.rendition().name(),
                pipeline,
                ObjectKeys.rendition(source, pipeline, encoded.format()),
                encoded.format(),
                encoded.bytes().length,
                encoded.width(),
                encoded.height(),
                encoded.quality(),
                encoded.ending());
    }

    private static List<Rendition> missing(List<Rendition> wanted, List<StoredRendition> there) {
        Set<String> pipelines = there.stream().map(StoredRendition::pipeline).collect(Collectors.toSet());
        return wanted.stream()
                .filter(rendition -> !pipelines.contains(fingerprint(rendition)))
                .toList();
    }

    private static List<Rendition> oneEachPipeline(List<Rendition> renditions) {
        return List.copyOf(renditions.stream()
                .collect(Collectors.toMap(Rendition::pipeline, rendition -> rendition, (first, second) -> first))
                .values());
    }

    private static String fingerprint(Rendition rendition) {
        return rendition.pipeline().fingerprint();
    }

    /** Makes renditions and runs analyses, or, of neither, only reads the image's header. */
    @FunctionalInterface
    interface Processing {

        /** @param pictures the files of other images that the renditions use, by key */
        Mono<ProcessedImage> process(FetchedImage fetched, Wanted wanted, Map<String, byte[]> pictures);
    }

    /** What makes two works the same. */
    private record Key(Sha256 source, Set<String> pipelines, Set<Analysis> analyses) {}
}

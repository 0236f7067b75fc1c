package dev.halftone.benchmarks;

import dev.halftone.image.Rendition;
import dev.halftone.outcome.ImageFailureException;
import dev.halftone.outcome.Sha256;
import dev.halftone.worker.process.Bounds;
import dev.halftone.worker.process.PipelineRunner;
import dev.halftone.worker.process.ProcessSettings;
import dev.halftone.worker.process.Wanted;
import dev.halftone.worker.process.pool.ImageProcessor;
import dev.halftone.worker.process.pool.NativeLibrary;
import dev.halftone.worker.process.vips.VipsCodec;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * What it costs to decode images in child processes instead of in this one: both make the default rendition of the same files, in turns,
 * each time in another order. Ends with status 1 if one makes other bytes than the other.
 */
final class IsolationCost {

    private static final int THREADS = 2;
    private static final Duration PATIENCE = Duration.ofHours(1);

    private IsolationCost() {}

    /** A way to process images: how many bytes it makes of a file, or -1 if that fails. */
    private interface Way {
        Mono<Integer> bytesOf(byte[] file);
    }

    /** @param arguments how often, then directories of images */
    public static void main(String[] arguments) throws IOException {
        int rounds = Integer.parseInt(arguments[0]);
        List<byte[]> files = new ArrayList<>();
        for (int index = 1; index < arguments.length; index++) {
            files.addAll(read(Path.of(arguments[index])));
        }
        ImageProcessor processor = new ImageProcessor(settings(), new SimpleMeterRegistry());
        Scheduler threads = Schedulers.fromExecutorService(Executors.newFixedThreadPool(THREADS), "inside");
        try {
            Way children = file -> processor
                    .process(sha256(), file, Wanted.of(Rendition.DEFAULT), Map.of())
                    .map(image -> image.renditions().getFirst().bytes().length);
            Way inside = inside(threads);
            run(rounds, files, inside, children);
        } finally {
            processor.destroy();
            threads.dispose();
        }
    }

    private static void run(int rounds, List<byte[]> files, Way inside, Way children) throws IOException {
        Random random = new Random(7);
        boolean equal = true;
        for (int round = 1; round <= rounds; round++) {
            Collections.shuffle(files, random);
            List<Integer> first = measure("inside", round, files, inside);
            equal &= first.equals(measure("children", round, files, children));
        }
        if (!equal) {
            System.out.println("they do not make the same");
            System.exit(1);
        }
    }

    private static List<Integer> measure(String name, int round, List<byte[]> files, Way way) throws IOException {
        long cpu = ProcessTree.cpuMillis();
        long begun = System.nanoTime();
        List<Integer> made = Flux.fromIterable(files)
                .flatMapSequential(
                        file -> way.bytesOf(file).onErrorResume(ImageFailureException.class, e -> Mono.just(-1)),
                        THREADS)
                .collectList()
                .blockOptional(PATIENCE)
                .orElseThrow();
        System.out.printf(
                "%-8s round %3d: %6.1f CPU ms an image, %6.1f ms wall, %4d MB here, %4d MB in children%n",
                name,
                round,
                (double) (ProcessTree.cpuMillis() - cpu) / files.size(),
                (System.nanoTime() - begun) / 1e6 / files.size(),
                ProcessTree.ownMegabytes(),
                ProcessTree.childrensMegabytes());
        return made;
    }

    private static Way inside(Scheduler threads) {
        PipelineRunner runner = new PipelineRunner(
                VipsCodec.load(
                        NativeLibrary.ofThisPlatform().extractedUnder(Path.of(System.getProperty("java.io.tmpdir")))),
                new Bounds(settings().maxPixels(), settings().maxFrames(), Long.MAX_VALUE, Long.MAX_VALUE));
        return file -> Mono.fromCallable(() -> runner.run(file, Rendition.DEFAULT)
                        .renditions()
                        .getFirst()
                        .bytes()
                        .length)
                .subscribeOn(threads);
    }

    private static ProcessSettings settings() {
        return new ProcessSettings(
                THREADS,
                Duration.ofMinutes(10),
                50_000_000,
                500,
                DataSize.ofGigabytes(1),
                DataSize.ofMegabytes(64),
                1_000,
                3);
    }

    private static Sha256 sha256() {
        return new Sha256("0".repeat(64));
    }

    private static List<byte[]> read(Path directory) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted()::iterator) {
                files.add(Files.readAllBytes(path));
            }
        }
        return files;
    }
}

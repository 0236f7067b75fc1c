package dev.halftone.api.job.image;

import dev.halftone.api.job.Columns;
import dev.halftone.image.ImageId;
import dev.halftone.image.Rendition;
import dev.halftone.wire.RenditionJson;
import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An image and the others that have the same bytes, of the tenant's jobs.
 *
 * @param asked the one that was asked for, or the latest of them
 * @param same the latest of all, the one that was asked for among them or not
 */
record KnownImage(Copy asked, List<Copy> same) {

    KnownImage {
        same = List.copyOf(same);
    }

    /**
     * One of them.
     *
     * @param renditions of its job
     */
    record Copy(ImageLine image, String productName, List<Rendition> renditions) {

        static Copy read(Readable line) {
            Columns columns = new Columns(line);
            return new Copy(
                    ImageLine.read(line),
                    columns.text("product_name"),
                    RenditionJson.readAccepted(columns.text("renditions")));
        }

        /** Those of its job that are stored, in its job's order. */
        private Stream<NamedFile> files() {
            return renditions.stream()
                    .flatMap(rendition -> image.files().stream()
                            .filter(file ->
                                    file.pipeline().equals(rendition.pipeline().fingerprint()))
                            .map(file -> new NamedFile(rendition.name(), file)));
        }
    }

    /** A stored rendition by the name that a job has for it. */
    record NamedFile(String name, StoredFile file) {}

    /** What is stored of it, by the names that the jobs have for it, that which was asked for and the latest first. */
    List<NamedFile> files() {
        return Stream.concat(Stream.of(asked), same.stream())
                .flatMap(Copy::files)
                .distinct()
                .toList();
    }

    /** The rendition of that name or fingerprint. */
    Optional<NamedFile> file(String rendition) {
        List<NamedFile> files = files();
        return files.stream()
                .filter(file -> file.name().equals(rendition))
                .findFirst()
                .or(() -> files.stream()
                        .filter(file -> file.file().pipeline().equals(rendition))
                        .findFirst());
    }

    ImageFacts facts(UnaryOperator<String> urlOf) {
        return ImageFacts.of(
                asked.image(),
                copies().stream().map(ImageFacts.SourceOf::of).toList(),
                files().stream()
                        .map(file -> Files.view(file.name(), file.file(), urlOf))
                        .toList(),
                analyses());
    }

    /** What was found out for any of them: of the same bytes it is the same. */
    private Map<String, Object> analyses() {
        Map<String, Object> analyses = new TreeMap<>();
        copies().forEach(copy -> analyses.putAll(copy.image().analyses()));
        return analyses;
    }

    /** With the one that was asked for, even if it is older than all others. */
    private List<Copy> copies() {
        Map<ImageId, Copy> copies = new LinkedHashMap<>();
        Stream.concat(same.stream(), Stream.of(asked))
                .forEach(copy -> copies.putIfAbsent(copy.image().id(), copy));
        return new ArrayList<>(copies.values());
    }
}

package dev.halftone.api.job.image;

import dev.halftone.api.job.image.ImageView.FileView;
import dev.halftone.image.Rendition;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Stored files by the names that a job has for them.
 *
 * @param urlOf from an object's key
 */
record Files(List<Rendition> renditions, UnaryOperator<String> urlOf) {

    /** In the order of the job's renditions. */
    List<FileView> named(List<StoredFile> files) {
        return renditions.stream()
                .flatMap(rendition -> files.stream()
                        .filter(file ->
                                file.pipeline().equals(rendition.pipeline().fingerprint()))
                        .map(file -> view(rendition.name(), file, urlOf)))
                .toList();
    }

    static FileView view(String name, StoredFile file, UnaryOperator<String> urlOf) {
        return new FileView(
                name,
                file.pipeline(),
                urlOf.apply(file.key()),
                file.format(),
                file.bytes(),
                file.width(),
                file.height(),
                file.quality(),
                file.ending());
    }
}

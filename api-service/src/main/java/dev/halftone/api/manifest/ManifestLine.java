package dev.halftone.api.manifest;

import dev.halftone.upload.Upload;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What a manifest is read as: a header, then valid and rejected rows in their order, and the bytes of images before the row that
 * they are of; or the fault that reading ended at.
 */
public sealed interface ManifestLine {

    /**
     * Always the first.
     *
     * @param columns their names as written, in order
     */
    record Header(List<String> columns) implements ManifestLine {}

    /**
     * A row that can be worked on.
     *
     * @param number its place among the valid ones, from 1
     * @param line where it begins, from 1
     * @param sources URLs, or the texts of {@link Upload}s, in their order; at least one
     * @param cells as written, in the order of the header's columns and as many
     */
    record ValidRow(
            int number, int line, String serialNumber, String productName, List<String> sources, List<String> cells)
            implements ManifestLine {}

    /**
     * A row that cannot.
     *
     * @param line where it begins, from 1
     * @param faults all of them, at least one
     */
    record RejectedRow(int line, List<Rejection> faults) implements ManifestLine {}

    /**
     * A manifest of which nothing can be used, because its header is wrong or what follows can no longer be told apart.
     * Always the last.
     *
     * @param faults at least one
     */
    record Unreadable(List<Rejection> faults) implements ManifestLine {

        static Unreadable because(Rejection fault) {
            return new Unreadable(List.of(fault));
        }
    }

    /**
     * A value beside the images, which a manifest that is a document may have anywhere.
     *
     * @param value a text, or JSON
     */
    record Setting(String name, String value) implements ManifestLine {}

    /**
     * A piece of an image that the manifest holds: one image after the other, each without a fault so far.
     *
     * @param upload without its name, which may come later
     * @param last whether it is the image's last
     */
    record ImageBytes(Upload upload, ByteBuffer bytes, boolean last) implements ManifestLine {}

    /** The image whose pieces came last is none after all. Its row is rejected. */
    record ImageDropped() implements ManifestLine {}
}

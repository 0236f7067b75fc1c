package dev.halftone.standalone.client;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/** Readable file names for what was stored: {@code 4-2-cap-02.jpg} is the second image of the fourth row. */
final class OutputNames {

    private static final int MAX_SLUG = 60;

    private final Path directory;
    private final int rowDigits;

    /**
     * @param directory where the files go
     * @param rows how many there are, so that names sort in the manifest's order
     */
    OutputNames(Path directory, int rows) {
        this.directory = directory;
        this.rowDigits = Integer.toString(rows).length();
    }

    /** The files of the renditions of a job that has several are in a directory of their own each. */
    Path of(ImageResult image, ImageResult.Output output) {
        String name = String.format(
                Locale.ROOT,
                "%0" + rowDigits + "d-%d-%s.%s",
                image.row(),
                image.position() + 1,
                slug(image.url()),
                output.format().extension());
        return (image.outputs().size() > 1 ? directory.resolve(output.name()) : directory).resolve(name);
    }

    /** What the source's own name says, in characters that every file system takes. */
    static String slug(String url) {
        String path = url.replaceFirst("[?#].*", "").replaceFirst("/+$", "");
        String file = path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
        String plain = Normalizer.normalize(file, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("%[0-9a-f]{2}|[^a-z0-9]+", "-")
                .replaceAll("-+", "-")
                .replaceAll("^-|-$", "");
        return plain.isEmpty() ? "image" : plain.substring(0, Math.min(MAX_SLUG, plain.length()));
    }
}

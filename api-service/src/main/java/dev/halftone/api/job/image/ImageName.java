package dev.halftone.api.job.image;

import dev.halftone.image.ImageId;
import dev.halftone.outcome.Md5;
import dev.halftone.outcome.Sha256;
import java.util.Locale;

/** What an image is asked for by: the id that it has in a job, or what was fetched. */
sealed interface ImageName {

    record OfId(ImageId id) implements ImageName {}

    record OfSha256(Sha256 sha256) implements ImageName {}

    record OfMd5(Md5 md5) implements ImageName {}

    /** @throws IllegalArgumentException if the text is none of them */
    static ImageName parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (text.length()) {
            case 64 -> new OfSha256(new Sha256(lower));
            case 32 -> new OfMd5(new Md5(lower));
            default -> new OfId(ImageId.parse(text));
        };
    }
}

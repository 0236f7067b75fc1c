package dev.halftone.api.image;

import dev.halftone.api.job.AcceptedJob;
import dev.halftone.api.job.AcceptedJob.KeptKey;
import dev.halftone.api.job.AcceptedJob.Strictness;
import dev.halftone.api.job.AcceptedRow;
import dev.halftone.api.job.IdempotencyKey;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.submission.Options;
import dev.halftone.job.JobId;
import dev.halftone.outcome.Sha256;
import dev.halftone.upload.Upload;
import dev.halftone.upload.UploadFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Images while they arrive: which are stored, which are refused, and what is to be made of them. Not thread-safe. */
final class Arrival {

    private static final List<String> COLUMNS = List.of("S. No.", "Image");

    private final JobId id = JobId.next();
    private final Options options;
    private final List<Stored> images = new ArrayList<>();
    private final List<ProblemError> faults = new ArrayList<>();
    private int parts;

    Arrival(Options options) {
        this.options = options;
    }

    private record Stored(Upload upload, Sha256 sha256) {}

    JobId id() {
        return id;
    }

    Options options() {
        return options;
    }

    /** @throws ProblemException if there is no such field, or its value is none that it takes */
    void field(String name, String value) {
        if (name.equals("mode")) {
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST, "There is no field 'mode': images are accepted all, or none of them.");
        }
        options.add(name, value);
    }

    /** Of the next image, by the name of its file. */
    Upload begin(String fileName) {
        parts++;
        return Upload.next(FileName.of(fileName, parts));
    }

    void stored(Upload upload, Sha256 sha256) {
        images.add(new Stored(upload, sha256));
    }

    void refused(Upload upload, UploadFault fault) {
        String message = switch (fault) {
            case EMPTY -> "has no bytes";
            case UNSUPPORTED_FORMAT -> "is no JPEG, PNG, GIF, WebP, AVIF or TIFF image";
            case TOO_LARGE -> "has more bytes than are accepted";
        };
        faults.add(new ProblemError(
                null,
                null,
                fault.name().toLowerCase(Locale.ROOT),
                "the part 'image' with the file '" + upload.name() + "' " + message));
    }

    /** @throws ProblemException if an image was refused, or there is none */
    void requireImages() {
        if (!faults.isEmpty()) {
            throw ProblemException.of(
                    Problem.REJECTED_IMAGES,
                    faults.size() + " of " + parts
                            + " images cannot be taken, and nothing was accepted. The errors say which.",
                    faults);
        }
        if (images.isEmpty()) {
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST, "There is no part 'image'. Send each image as a file of that name.");
        }
    }

    /** One hash of the images and of what is to be made of them, by which it is known when it is sent again. */
    Sha256 fingerprint() {
        List<@Nullable Object> all = new ArrayList<>();
        images.forEach(image -> {
            all.add(image.sha256().hex());
            all.add(image.upload().name());
        });
        all.addAll(options.fingerprint());
        return Sha256.of(JsonMapper.shared().writeValueAsBytes(all));
    }

    List<AcceptedRow> rows() {
        return IntStream.rangeClosed(1, images.size())
                .mapToObj(number -> row(number, images.get(number - 1).upload()))
                .toList();
    }

    private static AcceptedRow row(int number, Upload upload) {
        String serialNumber = Integer.toString(number);
        return new AcceptedRow(
                number,
                number,
                serialNumber,
                upload.name(),
                List.of(upload.text()),
                List.of(serialNumber, upload.name()));
    }

    AcceptedJob job(@Nullable IdempotencyKey key) {
        return new AcceptedJob(
                id,
                Strictness.STRICT,
                COLUMNS,
                options.settled(),
                options.analyses(),
                images.size(),
                images.size(),
                true,
                0,
                List.of(),
                options.endpoint(),
                key == null ? null : new KeptKey(key, fingerprint()));
    }
}

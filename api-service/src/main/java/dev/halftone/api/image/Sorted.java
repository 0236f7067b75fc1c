package dev.halftone.api.image;

import dev.halftone.api.image.ProcessAnswer.Reason;
import dev.halftone.api.image.ProcessAnswer.RejectedId;
import dev.halftone.api.job.image.Original;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.image.ImageId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was given as ids, sorted into images that there are and what is none.
 *
 * @param accepted each once, in the order given
 */
record Sorted(List<Original> accepted, List<RejectedId> rejected) {

    private static final int MAX_ERRORS = 100;

    Sorted {
        accepted = List.copyOf(accepted);
        rejected = List.copyOf(rejected);
    }

    /** @param known the tenant's images of these ids, by id */
    static Sorted of(List<String> ids, Map<ImageId, Original> known) {
        Map<ImageId, Original> accepted = new LinkedHashMap<>();
        List<RejectedId> rejected = new ArrayList<>();
        for (String text : ids) {
            Optional<ImageId> id = parse(text);
            Optional<Original> image = id.map(known::get);
            if (image.isPresent()) {
                accepted.put(id.orElseThrow(), image.get());
            } else {
                rejected.add(new RejectedId(text, id.isPresent() ? Reason.UNKNOWN : Reason.NOT_AN_ID));
            }
        }
        return new Sorted(new ArrayList<>(accepted.values()), rejected);
    }

    static Optional<ImageId> parse(String text) {
        try {
            return Optional.of(ImageId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws ProblemException if something was given and none of it is an image */
    void requireSome() {
        if (accepted.isEmpty() && !rejected.isEmpty()) {
            throw ProblemException.of(
                    Problem.NO_KNOWN_IMAGE,
                    "None of what was given as ids is an image of yours, and nothing was stored. The errors say of each what it is.",
                    rejected.stream().limit(MAX_ERRORS).map(Sorted::error).toList());
        }
    }

    private static ProblemError error(RejectedId rejected) {
        String message = switch (rejected.reason()) {
            case NOT_AN_ID -> "'" + rejected.id() + "' is no image's id";
            case UNKNOWN -> "no image has the id '" + rejected.id() + "'";
        };
        return new ProblemError(null, null, rejected.reason().wireName(), message);
    }

    List<ImageId> ids() {
        return accepted.stream().map(Original::id).toList();
    }
}

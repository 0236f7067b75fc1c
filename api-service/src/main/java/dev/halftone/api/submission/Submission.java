package dev.halftone.api.submission;

import dev.halftone.api.job.AcceptedJob;
import dev.halftone.api.job.AcceptedJob.KeptKey;
import dev.halftone.api.job.AcceptedJob.RowFault;
import dev.halftone.api.job.AcceptedJob.Strictness;
import dev.halftone.api.job.AcceptedRow;
import dev.halftone.api.job.IdempotencyKey;
import dev.halftone.api.job.KeyClaim;
import dev.halftone.api.manifest.ManifestLine;
import dev.halftone.api.manifest.ManifestLine.ValidRow;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.job.JobId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import reactor.core.publisher.Flux;

/** One submission while it arrives: what it asks for, what its manifest holds, and what is to become of it. Not thread-safe. */
final class Submission {

    private static final int MAX_ERRORS = 100;

    private final JobId id = JobId.next();
    private final Options options;
    private final @Nullable IdempotencyKey key;
    private final Fingerprint fingerprint = new Fingerprint();
    private final Tally tally = new Tally();
    private boolean manifestSeen;
    private volatile boolean storing;

    Submission(Options options, @Nullable IdempotencyKey key) {
        this.options = options;
        this.key = key;
    }

    JobId id() {
        return id;
    }

    Options options() {
        return options;
    }

    @Nullable
    IdempotencyKey key() {
        return key;
    }

    /** The manifest's bytes, noted while they go by if they may be sent again. */
    Flux<DataBuffer> beginManifest(SubmissionPart.Manifest manifest) {
        manifestSeen = true;
        storing = isStillStored();
        fingerprint.begin(manifest.format());
        return key == null ? manifest.bytes() : manifest.bytes().doOnNext(fingerprint::add);
    }

    /**
     * Counts a line, and gives back the row to be stored, if it is one: none once the job can no longer be accepted.
     *
     * @throws ProblemException if it sets what there is not, or was set before, to a value that it does not take
     */
    @Nullable
    AcceptedRow take(ManifestLine line) {
        if (line instanceof ManifestLine.Setting(String name, String value)) {
            options.addFromManifest(name, value);
        }
        tally.add(line);
        storing = isStillStored();
        return line instanceof ValidRow row && storing ? stored(row) : null;
    }

    /** Whether what comes may yet become a part of a job. May be asked on any thread, and be told what was so a line before. */
    boolean isStoring() {
        return storing;
    }

    private boolean isStillStored() {
        return switch (options.mode()) {
            case LENIENT -> true;
            case STRICT -> !tally.hasFaults() || !options.isModeGiven();
            case DRY_RUN -> false;
        };
    }

    private static AcceptedRow stored(ValidRow row) {
        return new AcceptedRow(
                row.number(), row.line(), row.serialNumber(), row.productName(), row.sources(), row.cells());
    }

    /** What is to become of it, now that it has arrived whole. */
    Verdict verdict() {
        if (!manifestSeen) {
            throw new ProblemException(Problem.MALFORMED_REQUEST, "There is no part 'file'. Send the manifest as one.");
        }
        AcceptedJob.@Nullable Endpoint endpoint = options.endpoint();
        if (options.mode() == Mode.DRY_RUN) {
            return new Verdict.DryRun(new SubmissionAnswer.Validated(
                    tally.hasFaults() ? "rejected" : "valid",
                    tally.rows(),
                    tally.images(),
                    tally.rejectedRows(),
                    errors()));
        }
        if (isRejected()) {
            throw ProblemException.rejectedRows(reason(), tally.rejectedRows(), errors());
        }
        return new Verdict.Accept(job(endpoint));
    }

    private boolean isRejected() {
        boolean strict = options.mode() == Mode.STRICT;
        return tally.isUnreadable() || tally.rows() == 0 || (strict && tally.hasFaults());
    }

    private String reason() {
        if (tally.isUnreadable()) {
            return "The manifest cannot be read to its end, and nothing was stored. The errors say where and why.";
        }
        String rows = tally.rejectedRows() == 1 ? "1 row" : tally.rejectedRows() + " rows";
        String verb = tally.rejectedRows() == 1 ? " was" : " were";
        return rows + " of the manifest" + verb + " rejected, and nothing was stored. The errors say where and why.";
    }

    /** @throws ProblemException if it is not the one that had its key first */
    void requireSameAs(KeyClaim.Used first) {
        Idempotency.requireSame(first, fingerprint.end(options.sent()));
    }

    private List<ProblemError> errors() {
        return tally.faults().stream()
                .limit(MAX_ERRORS)
                .map(fault -> new ProblemError(
                        fault.line(),
                        fault.column(),
                        fault.pointer(),
                        fault.code().wireName(),
                        fault.message()))
                .toList();
    }

    private AcceptedJob job(AcceptedJob.@Nullable Endpoint endpoint) {
        return new AcceptedJob(
                id,
                options.mode() == Mode.LENIENT ? Strictness.LENIENT : Strictness.STRICT,
                tally.columns(),
                options.settled(),
                options.analyses(),
                tally.rows(),
                tally.images(),
                tally.hasUploads(),
                tally.rejectedRows(),
                tally.faults().stream()
                        .map(fault -> new RowFault(
                                fault.line(),
                                fault.column(),
                                fault.pointer(),
                                fault.code().wireName(),
                                fault.message()))
                        .toList(),
                endpoint,
                key == null ? null : new KeptKey(key, fingerprint.end(options.sent())));
    }

    /** What a submission that is not refused ends in. */
    sealed interface Verdict {

        record Accept(AcceptedJob job) implements Verdict {}

        record DryRun(SubmissionAnswer.Validated answer) implements Verdict {}
    }
}

package dev.halftone.faults.ledger;

import dev.halftone.event.WebhookSecret;
import dev.halftone.outcome.FailureReason;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One manifest as a client sent it, and what it was told. Several may be the same one, sent again under one key. */
public final class Submission {

    private static final long PATIENCE_SECONDS = 90;

    private final String tag;
    private final int rows;
    private final WebhookSecret secret;
    private final Map<Integer, FailureReason> failures = new ConcurrentHashMap<>();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();

    /** @param tag names it among all of a run, in each of its rows and in the paths of its images and its webhook */
    public Submission(String tag, int rows) {
        this(tag, rows, WebhookSecret.generate());
    }

    private Submission(String tag, int rows, WebhookSecret secret) {
        this.tag = tag;
        this.rows = rows;
        this.secret = secret;
    }

    /** The same again. */
    public Submission again() {
        return new Submission(tag, rows, secret);
    }

    public String tag() {
        return tag;
    }

    public int rows() {
        return rows;
    }

    /** One a row. */
    public int images() {
        return rows;
    }

    public String secret() {
        return secret.text();
    }

    /** Where its webhook goes. */
    public String path() {
        return "/" + tag;
    }

    /** Where the image of a row is, from 1. */
    public String imagePath(int row) {
        return path() + "/" + row + ".jpg";
    }

    public List<String> imagePaths() {
        return IntStream.rangeClosed(1, rows).mapToObj(this::imagePath).toList();
    }

    /** The manifest. */
    public String csv(String origin) {
        StringBuilder csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        IntStream.rangeClosed(1, rows)
                .forEach(row -> csv.append(row)
                        .append(',')
                        .append(tag)
                        .append(',')
                        .append(origin)
                        .append(imagePath(row))
                        .append('\n'));
        return csv.toString();
    }

    /** The image of a row, from 1, cannot be made. */
    public void expectFailure(int row, FailureReason reason) {
        failures.put(row, reason);
    }

    /** Of rows whose images cannot be made. */
    public Map<Integer, FailureReason> failures() {
        return Map.copyOf(failures);
    }

    void answered(Answer told) {
        answer.complete(told);
    }

    public boolean isAnswered() {
        return answer.isDone();
    }

    /** @throws IllegalStateException if the client was told nothing for so long that it is a fault of its own */
    public Answer answer() throws InterruptedException {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(tag + " was never answered", e);
        }
    }

    /** Of the job, if the client was told that there is one. */
    public @Nullable String requestId() {
        Answer told = answer.getNow(Answer.none("not yet"));
        return told.isAccepted() ? told.requestId() : null;
    }

    @Override
    public String toString() {
        return tag;
    }
}

package dev.halftone.faults.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What a client was told.
 *
 * @param status of HTTP; 0 if no answer came
 * @param requestId of the accepted job
 * @param text the body, or why there is none
 */
public record Answer(int status, @Nullable String requestId, String text) {

    private static final int ACCEPTED = 202;

    static Answer none(String reason) {
        return new Answer(0, null, reason);
    }

    public boolean isAccepted() {
        return status == ACCEPTED;
    }

    @Override
    public String toString() {
        return switch (status) {
            case 0 -> "no answer (" + text + ")";
            case ACCEPTED -> ACCEPTED + " for " + requestId;
            default -> status + " " + text;
        };
    }
}

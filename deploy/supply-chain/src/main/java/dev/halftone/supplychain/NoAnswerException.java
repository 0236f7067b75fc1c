package dev.halftone.supplychain;

/** The list is out of reach, too slow, or says what it should not: nothing was learnt from it. */
final class NoAnswerException extends Exception {

    private static final long serialVersionUID = 1;

    NoAnswerException(String reason) {
        super(reason);
    }

    NoAnswerException(String reason, Throwable cause) {
        super(reason, cause);
    }
}

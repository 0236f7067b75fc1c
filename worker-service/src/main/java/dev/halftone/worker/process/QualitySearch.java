package dev.halftone.worker.process;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the finest rung of a ladder whose file is at most so many bytes, in few encodes: a secant on the logarithm of the size,
 * kept between the best that fits and the least that does not.
 */
final class QualitySearch {

    private static final int MAX_ENCODES = 5;

    /** A file this near to the target is taken as the finest: another encode gains less than it costs. */
    private static final double CLOSE_ENOUGH = 0.95;

    /** What a prediction aims at, so that its error leaves it under the target more often than not. */
    private static final double AIM = 0.98;

    private final Ladder ladder;
    private final long target;
    private final Function<Encoding, byte[]> encoder;
    private @Nullable Rung fitting;
    private @Nullable Rung exceeding;
    private int encodes;

    private QualitySearch(Ladder ladder, long target, Function<Encoding, byte[]> encoder) {
        this.ladder = ladder;
        this.target = target;
        this.encoder = encoder;
    }

    /**
     * @param target in bytes
     * @return the finest rung that was found to fit, or the ladder's floor if that does not either
     */
    static Rung run(Ladder ladder, long target, Function<Encoding, byte[]> encoder) {
        return new QualitySearch(ladder, target, encoder).run();
    }

    /** An encoded rung. */
    @SuppressWarnings("ArrayRecordComponent") // a whole file, never compared
    record Rung(int level, Encoding encoding, byte[] file) {}

    private Rung run() {
        Rung last = encode(ladder.start());
        while (!isDone()) {
            last = encode(next(last));
        }
        return fitting == null ? last : fitting;
    }

    private Rung encode(int level) {
        Encoding encoding = ladder.rungs().apply(level);
        Rung rung = new Rung(level, encoding, encoder.apply(encoding));
        encodes++;
        if (rung.file().length <= target) {
            fitting = rung;
        } else {
            exceeding = rung;
        }
        return rung;
    }

    private boolean isDone() {
        if (fitting == null) {
            return lowestExceeding() == ladder.floor();
        }
        return encodes >= MAX_ENCODES
                || fitting.file().length >= CLOSE_ENOUGH * target
                || fitting.level() + 1 == lowestExceeding();
    }

    /** A level that was not tried, strictly between those that are known. */
    private int next(Rung last) {
        int low = fitting == null ? ladder.floor() : fitting.level() + 1;
        int high = lowestExceeding() - 1;
        if (fitting == null && encodes >= MAX_ENCODES - 1) {
            return low;
        }
        return Math.clamp(predicted(last, low, high), low, high);
    }

    /** The finest level that is expected to reach the aim. */
    private int predicted(Rung last, int low, int high) {
        double wanted = ladder.logSize().applyAsDouble(last.level()) + (Math.log(AIM * target) - log(last)) / slope();
        int level = high;
        while (level > low && ladder.logSize().applyAsDouble(level) > wanted) {
            level--;
        }
        return level;
    }

    /** How the size follows what the ladder expects: between the two known sides, else as the ladder has it. */
    private double slope() {
        if (fitting == null || exceeding == null) {
            return 1;
        }
        double expected = ladder.logSize().applyAsDouble(exceeding.level())
                - ladder.logSize().applyAsDouble(fitting.level());
        double found = log(exceeding) - log(fitting);
        return Math.max(found / expected, 0.01);
    }

    private int lowestExceeding() {
        return exceeding == null ? ladder.top() + 1 : exceeding.level();
    }

    private static double log(Rung rung) {
        return Math.log(Math.max(1, rung.file().length));
    }
}

package dev.halftone.faults.proxy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Requests up to a Query or Sync, which the server answers together, ending with ReadyForQuery. */
final class PostgresExchange {

    private final List<Moment> replyMoments = new CopyOnWriteArrayList<>();

    /** To be called before the server can answer. */
    void awaitReply(Moment moment) {
        replyMoments.add(moment);
    }

    /** What its reply tells of; may still grow while requests come. */
    List<Moment> replyMoments() {
        return replyMoments;
    }
}

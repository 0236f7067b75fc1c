package dev.halftone.faults.proxy;

import java.util.Optional;
import java.util.regex.Pattern;

/** What a statement does, as far as a moment depends on it. */
enum PostgresStatement {
    COMMIT(Optional.of(Moment.POSTGRES_BEFORE_COMMIT), Optional.of(Moment.POSTGRES_COMMIT_REPLY)),
    RECORD(Optional.of(Moment.POSTGRES_RECORD_REQUEST), Optional.of(Moment.POSTGRES_RECORD_REPLY)),
    OTHER(Optional.empty(), Optional.empty());

    private static final Pattern COMMITS =
            Pattern.compile("\\s*COMMIT\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final String RECORDS = "INTO halftone.outcomes";

    private final Optional<Moment> request;
    private final Optional<Moment> reply;

    PostgresStatement(Optional<Moment> request, Optional<Moment> reply) {
        this.request = request;
        this.reply = reply;
    }

    static PostgresStatement of(String sql) {
        if (COMMITS.matcher(sql).matches()) {
            return COMMIT;
        }
        return sql.contains(RECORDS) ? RECORD : OTHER;
    }

    /** When it is asked for, and not yet forwarded. */
    Optional<Moment> request() {
        return request;
    }

    /** When it is done, and its client does not know. */
    Optional<Moment> reply() {
        return reply;
    }
}

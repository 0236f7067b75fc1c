package dev.halftone.faults.proxy;

/** A point in a conversation at which a connection can be held. A reply is held when it is there and tells of no error. */
public enum Moment {
    /** A COMMIT came and is not forwarded: the transaction is open. */
    POSTGRES_BEFORE_COMMIT(Protocol.POSTGRES),
    /** PostgreSQL has committed, and its client does not know. */
    POSTGRES_COMMIT_REPLY(Protocol.POSTGRES),
    /** The statement that inserts outcomes came and is not executed. */
    POSTGRES_RECORD_REQUEST(Protocol.POSTGRES),
    /** The statement that inserts outcomes is done, and committed unless a transaction is open; its client does not know. */
    POSTGRES_RECORD_REPLY(Protocol.POSTGRES),
    /** The records are in the log, and the producer does not know. */
    KAFKA_PRODUCE_REPLY(Protocol.KAFKA),
    /** The group's offsets are committed, and the consumer does not know. */
    KAFKA_OFFSET_COMMIT_REPLY(Protocol.KAFKA),
    /** Records are on their way to a consumer; replies without any are no such moment. */
    KAFKA_FETCH_REPLY(Protocol.KAFKA),
    /** The head of an object's PUT came; nothing of it is forwarded. */
    S3_PUT_REQUEST(Protocol.HTTP),
    /** The object is stored, and its client does not know. */
    S3_PUT_REPLY(Protocol.HTTP),
    /** A request came and is answered in the server's place. */
    S3_REFUSED(Protocol.HTTP);

    private final Protocol protocol;

    Moment(Protocol protocol) {
        this.protocol = protocol;
    }

    Protocol protocol() {
        return protocol;
    }
}

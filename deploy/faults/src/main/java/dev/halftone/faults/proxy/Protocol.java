package dev.halftone.faults.proxy;

/** What is spoken through a proxy, and so which moments it can tell. */
public enum Protocol {
    /** Any: bytes pass and no moment is told. */
    PLAIN,
    /** Version 3, without TLS. */
    POSTGRES,
    KAFKA,
    /** HTTP/1.1 to an S3 endpoint whose URLs begin with the bucket. */
    HTTP;

    Conversation conversation() {
        return switch (this) {
            case PLAIN -> new PlainConversation();
            case POSTGRES -> new PostgresConversation();
            case KAFKA -> new KafkaConversation();
            case HTTP -> new HttpConversation();
        };
    }
}

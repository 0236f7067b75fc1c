package dev.halftone.faults.proxy;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What is spoken through a proxy, and so which moments it can tell. */
public enum Protocol {
    /** Any: bytes pass and no moment is told. */
    PLAIN,
    /** Version 3, without TLS. */
    POSTGRES,
    KAFKA,
    /** HTTP/1.1 to an S3 endpoint whose URLs begin with the bucket. */
    HTTP;

    /** @param refusal what is answered in the server's place, if the protocol knows how */
    Conversation conversation(AtomicReference<@Nullable HttpRefusal> refusal) {
        return switch (this) {
            case PLAIN -> new PlainConversation();
            case POSTGRES -> new PostgresConversation();
            case KAFKA -> new KafkaConversation();
            case HTTP -> new HttpConversation(refusal);
        };
    }
}

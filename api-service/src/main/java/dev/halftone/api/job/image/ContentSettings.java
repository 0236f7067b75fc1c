package dev.halftone.api.job.image;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How images are given out.
 *
 * @param content where the bytes of a rendition come from: {@code stream}, from the api, for clients that cannot reach the object store;
 *     {@code redirect}, from the object store, to whose URL the client is sent
 */
@ConfigurationProperties("halftone.images")
record ContentSettings(@DefaultValue("stream") Content content) {

    /** Where the bytes of a rendition come from. */
    enum Content {
        /** From here, which gets them from the object store: for clients that cannot reach the store. */
        STREAM,
        /** From the object store, to whose URL the client is sent. */
        REDIRECT
    }
}

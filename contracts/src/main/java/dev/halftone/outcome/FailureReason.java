package dev.halftone.outcome;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** Why an image failed: a closed list. Each has a public message that says what happened and what the client can do. */
public enum FailureReason {
    EGRESS_DENIED(false, "The URL leads to an address that may not be connected to. Use a public address."),
    DNS_FAILURE(true, "The host's name could not be resolved. Check the host in the URL."),
    CONNECT_FAILED(true, "The host did not accept the connection. Check that it is up, then retry."),
    TLS_FAILED(false, "The host's certificate or TLS set-up is not valid. Have it mended, then retry."),
    TIMEOUT(true, "The host took too long to send the image. Retry later, or use a faster host."),
    HTTP_STATUS(true, "The host answered with an error status. Check that the URL answers with the image."),
    TOO_MANY_REDIRECTS(false, "The URL redirects too often, or from https to http. Use the URL it leads to."),
    TOO_LARGE(false, "The image has more bytes than are accepted. Submit a smaller file."),
    TRUNCATED(true, "The image ends before it is complete. Check the file at the URL, then retry."),
    CORRUPT(false, "The image cannot be decoded. Check the file at the URL."),
    UNSUPPORTED_FORMAT(false, "The file is no JPEG, PNG, GIF, WebP, AVIF or TIFF image. Submit one of these."),
    TOO_MANY_PIXELS(false, "The image has more pixels than are accepted. Submit a smaller one."),
    TOO_MANY_FRAMES(false, "The animation has more frames than are accepted. Submit a shorter one."),
    PROCESSING_TIMEOUT(true, "The image took too long to process. Submit a smaller or simpler one."),
    PROCESSING_FAILED(
            false,
            "The image could be decoded, but what is asked for cannot be made of it: a rendition may be too wide or high for its format, or too large. Resize it, or convert it to another format."),
    UPLOAD_MISSING(false, "The uploaded image is no longer there. Submit it again."),
    WATERMARK_MISSING(
            true,
            "The watermark is no longer in the object store. Submit its image again as it was, wait until it is done, then retry."),
    POISON(false, "Processing the image ended its process repeatedly, so it is not attempted again.");

    private final boolean retryable;
    private final String message;

    FailureReason(boolean retryable, String message) {
        this.retryable = retryable;
        this.message = message;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same image may succeed at another time. */
    public boolean isRetryable() {
        return retryable;
    }

    public String message() {
        return message;
    }

    /** @throws IllegalArgumentException if no reason has this wire name */
    @JsonCreator
    public static FailureReason of(String wireName) {
        return Arrays.stream(values())
                .filter(reason -> reason.wireName().equals(wireName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no failure reason is called '" + wireName + "'"));
    }
}

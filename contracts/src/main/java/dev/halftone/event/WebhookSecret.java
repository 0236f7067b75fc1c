package dev.halftone.event;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * The key that webhooks are signed with, as Standard Webhooks writes it: {@code whsec_} and the base64 of 24 to 64 bytes.
 * Its text form is a secret: {@link #toString()} does not show it.
 */
public record WebhookSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final int MIN_BYTES = 24;
    private static final int MAX_BYTES = 64;

    /** @throws IllegalArgumentException saying what a secret looks like, if this is none */
    public WebhookSecret {
        int length = text.startsWith(PREFIX) ? decodedLength(text) : 0;
        if (length < MIN_BYTES || length > MAX_BYTES) {
            throw new IllegalArgumentException("a webhook secret is 'whsec_' and the base64 of 24 to 64 bytes");
        }
    }

    public static WebhookSecret generate() {
        byte[] key = new byte[MIN_BYTES];
        new SecureRandom().nextBytes(key);
        return new WebhookSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /** The key itself. */
    public byte[] key() {
        return Base64.getDecoder().decode(text.substring(PREFIX.length()));
    }

    private static int decodedLength(String text) {
        try {
            return Base64.getDecoder().decode(text.substring(PREFIX.length())).length;
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return PREFIX + "…";
    }
}

package dev.halftone.lab.peer;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.time.Instant;

/** A webhook that came. */
public record Told(String path, HttpHeaders headers, String body, Instant at) {

    public String id() {
        return headers.firstValue("webhook-id").orElse("");
    }

    /** Whether it is signed with this secret. */
    public boolean isSigned(String secret) {
        try {
            new Webhook(secret).verify(body, headers);
            return true;
        } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
            return false;
        }
    }
}

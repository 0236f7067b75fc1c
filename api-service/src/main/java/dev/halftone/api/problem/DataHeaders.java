package dev.halftone.api.problem;

import org.springframework.http.HttpHeaders;

/** Data is no page: a browser that shows it as one runs and loads nothing, and nobody keeps it. */
public final class DataHeaders {

    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private DataHeaders() {}

    public static void write(HttpHeaders headers) {
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.setCacheControl("no-cache, no-store, max-age=0, must-revalidate");
    }
}

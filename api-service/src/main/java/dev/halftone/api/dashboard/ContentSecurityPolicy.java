package dev.halftone.api.dashboard;

import java.util.List;
import org.springframework.http.HttpHeaders;

/**
 * What a browser lets the pages do: run this service's own scripts, talk to this service, and show images of the allowed
 * origins. Whatever a manifest smuggled into a page could thus neither run nor call home.
 */
record ContentSecurityPolicy(List<String> imageOrigins) {

    void writeTo(HttpHeaders headers) {
        headers.set("Content-Security-Policy", text());
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("X-Content-Type-Options", "nosniff");
    }

    private String text() {
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "connect-src 'self'",
                "img-src 'self' " + String.join(" ", imageOrigins),
                "form-action 'none'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "require-trusted-types-for 'script'",
                "trusted-types 'none'");
    }
}

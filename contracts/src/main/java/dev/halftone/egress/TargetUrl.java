package dev.halftone.egress;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * A URL that an image or a webhook may have.
 *
 * @param uri absolute, with the host in its ASCII form and no fragment
 * @param host a dotted quad, an IPv6 address without brackets, or a DNS name of two or more labels in lower case
 * @param port the one given, or the scheme's own
 */
public record TargetUrl(URI uri, String host, int port) {

    /** @throws InvalidUrlException saying what is wrong and how to mend it */
    public static TargetUrl parse(String text) throws InvalidUrlException {
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            if (host == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                throw new InvalidUrlException("is no absolute http or https URL");
            }
            int port = uri.getPort() != -1 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
            return new TargetUrl(uri, host, port);
        } catch (URISyntaxException e) {
            throw new InvalidUrlException("is no URL: " + e.getReason());
        }
    }
}

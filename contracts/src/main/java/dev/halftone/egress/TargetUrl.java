package dev.halftone.egress;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that an image or a webhook may have.
 *
 * @param uri absolute, with the host in its ASCII form and no fragment
 * @param host a dotted quad, an IPv6 address in full and without brackets, or a DNS name of two or more labels in lower case
 * @param port the one given, or the scheme's own
 */
public record TargetUrl(URI uri, String host, int port) {

    private static final int MAX_BYTES = 8 * 1024;
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("(?i:(https?)://)([^/?#]*)([^#]*)(?:#.*)?");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]*]|[^:]*)(?::([0-9]{1,5}))?");

    /** @throws InvalidUrlException saying what is wrong and how to mend it */
    public static TargetUrl parse(String text) throws InvalidUrlException {
        refuseWhatNoUrlHas(text);
        Matcher parts = URL.matcher(text);
        if (!parts.matches()) {
            throw new InvalidUrlException("is no absolute http or https URL; begin it with https:// and the host");
        }
        if (parts.group(2).indexOf('@') >= 0) {
            throw new InvalidUrlException("has a user name or password before the host; remove it and the '@'");
        }
        Matcher authority = AUTHORITY.matcher(parts.group(2));
        if (!authority.matches()) {
            throw new InvalidUrlException(
                    "has a host or port that cannot be read; write it as https://host/ or https://host:port/");
        }
        String scheme = parts.group(1).toLowerCase(Locale.ROOT);
        Host host = Host.parse(authority.group(1));
        String given = authority.group(2);
        String port = given == null ? "" : ":" + checkedPort(given);
        String path = rooted(PercentEncoding.encode(parts.group(3)));
        URI uri = URI.create(scheme + "://" + host.inUrl() + port + path);
        return new TargetUrl(uri, host.name(), given == null ? schemesPort(scheme) : Integer.parseInt(given));
    }

    /**
     * Where a redirect leads, as text that is still to be checked.
     *
     * @param reference the {@code Location}, absolute or relative to this URL
     * @throws InvalidUrlException if it is no URL reference
     */
    public String resolve(String reference) throws InvalidUrlException {
        if (SCHEME.matcher(reference).matches()) {
            return reference;
        }
        if (reference.startsWith("//")) {
            return uri.getScheme() + ":" + reference;
        }
        refuseWhatNoUrlHas(reference);
        String sent = PercentEncoding.encode(reference.replaceFirst("#.*", ""));
        if (sent.isEmpty()) {
            return uri.toString(); // the JDK would take the directory that it is in
        }
        try {
            return sent.startsWith("?")
                    ? uri.toString().replaceFirst("[?].*", "") + sent
                    : uri.resolve(sent).toString();
        } catch (IllegalArgumentException e) {
            throw new InvalidUrlException("leads to what is no URL");
        }
    }

    /** The host as an address, if it is one. */
    public Optional<InetAddress> literal() {
        return host.contains(":") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c))
                ? Optional.of(InetAddress.ofLiteral(host))
                : Optional.empty();
    }

    public boolean isSecure() {
        return "https".equals(uri.getScheme());
    }

    private static void refuseWhatNoUrlHas(String text) throws InvalidUrlException {
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new InvalidUrlException("is longer than 8192 bytes; shorten it");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidUrlException("has a control character; remove it");
        }
        if (text.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            throw new InvalidUrlException("has a space; write it as %20");
        }
        if (text.indexOf('\\') >= 0) {
            throw new InvalidUrlException("has a backslash; write it as a slash");
        }
    }

    private static String rooted(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static int checkedPort(String given) throws InvalidUrlException {
        int port = Integer.parseInt(given);
        if (port < 1 || port > HIGHEST_PORT) {
            throw new InvalidUrlException("has port " + port + "; use one from 1 to 65535");
        }
        return port;
    }

    private static int schemesPort(String scheme) {
        return "https".equals(scheme) ? 443 : 80;
    }
}

package dev.halftone.egress;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Brings a URL's path and query, as browsers accept them, into the form that is sent (RFC 3986, section 2.1). */
final class PercentEncoding {

    private static final String SENT_AS_IT_IS = "!$&'()*+,-./:;=?@_~%";
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** @throws InvalidUrlException if a percent sign begins no encoded byte */
    static String encode(String text) throws InvalidUrlException {
        if (STRAY_PERCENT.matcher(text).find()) {
            throw new InvalidUrlException("has a % that no two hexadecimal digits follow; write it as %25");
        }
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isSentAsItIs(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isSentAsItIs(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || SENT_AS_IT_IS.indexOf(octet) >= 0;
    }
}

package dev.halftone.egress;

import java.net.IDN;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The host of a URL: a canonical dotted quad, an IPv6 address, or a DNS name.
 *
 * @param name in its ASCII form, lower case, without brackets
 */
record Host(String name) {

    private static final Pattern QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\\.|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-f:.]*:[0-9a-f:.]*");
    private static final Pattern NUMERIC = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
    /** Characters that the two versions of IDNA take to different hosts (RFC 5894, section 7.2). */
    private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u03c2\u200c\u200d]");
    /** Names for use inside a network (RFC 6761, 6762, 8375, 9476, ICANN's and Kubernetes' own). */
    private static final List<String> INSIDE = List.of(
            "alt",
            "corp",
            "home",
            "home.arpa",
            "internal",
            "intranet",
            "invalid",
            "lan",
            "local",
            "localdomain",
            "localhost",
            "onion",
            "private",
            "svc");

    private static final int MAX_NAME = 253;
    private static final String MEND = "; use a public DNS name such as cdn.example.com";

    static Host parse(String text) throws InvalidUrlException {
        if (text.isEmpty()) {
            throw new InvalidUrlException("has no host; write it as https://host/path");
        }
        if (text.startsWith("[")) {
            return ipv6(text);
        }
        return QUAD.matcher(text).matches() && !text.endsWith(".") ? new Host(text) : dnsName(text);
    }

    /** As it is written in a URL: an IPv6 address in brackets. */
    String inUrl() {
        return name.indexOf(':') < 0 ? name : "[" + name + "]";
    }

    private static Host ipv6(String text) throws InvalidUrlException {
        String address = lower(text.substring(1, text.length() - 1));
        if (IPV6.matcher(address).matches() && isLiteral(address)) {
            return new Host(address);
        }
        throw new InvalidUrlException("has a host in brackets that is no IPv6 address; write it as [2001:db8::1]");
    }

    private static boolean isLiteral(String address) {
        try {
            InetAddress.ofLiteral(address);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Host dnsName(String text) throws InvalidUrlException {
        String name = ascii(text);
        List<String> labels = Arrays.asList(name.split("\\.", -1));
        if (NUMERIC.matcher(labels.getLast()).matches()) {
            throw new InvalidUrlException("has a number as its host; write an IPv4 address as four numbers: 192.0.2.1");
        }
        if (name.length() > MAX_NAME
                || !labels.stream().allMatch(label -> LABEL.matcher(label).matches())) {
            throw new InvalidUrlException("has a host that is no DNS name" + MEND);
        }
        if (labels.size() < 2) {
            throw new InvalidUrlException("has a host without a domain" + MEND);
        }
        if (INSIDE.stream().anyMatch(suffix -> name.endsWith("." + suffix))) {
            throw new InvalidUrlException("has a host that exists only inside a network" + MEND);
        }
        return new Host(name);
    }

    private static String ascii(String text) throws InvalidUrlException {
        if (AMBIGUOUS.matcher(text).find()) {
            throw new InvalidUrlException("has a host with an ambiguous letter; write it in its ASCII form, xn--…");
        }
        try {
            return lower(IDN.toASCII(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidUrlException("has a host that is no DNS name" + MEND);
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

package dev.halftone.hostile.cell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of the table of addresses and URLs.
 *
 * @param kind {@code ip} or {@code url}
 * @param verdict of the egress policy: {@code allow}, {@code block}, {@code accept}, {@code block-address}, {@code reject-400}
 */
record EgressCase(String kind, String input, String verdict) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MAPPED = "::ffff:";
    private static final int V6_BYTES = 16;

    /** All of a kind. */
    static List<EgressCase> all(String kind) throws IOException {
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EgressCase.class.getResourceAsStream("/egress/ssrf-cases.tsv")),
                StandardCharsets.UTF_8))) {
            return table.lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new EgressCase(cells[0], JSON.readValue(cells[1], String.class), cells[2]))
                    .filter(it -> it.kind.equals(kind))
                    .toList();
        }
    }

    boolean isOpen() {
        return verdict.equals("allow") || verdict.equals("accept");
    }

    /** As a record of DNS has it: the JDK takes a mapped address for the one that it maps. */
    static byte[] bytes(String literal) {
        byte[] bytes = InetAddress.ofLiteral(literal).getAddress();
        if (!literal.startsWith(MAPPED) || bytes.length == V6_BYTES) {
            return bytes;
        }
        byte[] mapped = new byte[V6_BYTES];
        Arrays.fill(mapped, 10, 12, (byte) 0xff);
        System.arraycopy(bytes, 0, mapped, 12, bytes.length);
        return mapped;
    }

    /** As a URL has it. */
    static String host(String literal) {
        return literal.contains(":") ? "[" + literal + "]" : literal;
    }
}

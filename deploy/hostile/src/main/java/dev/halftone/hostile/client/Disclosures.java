package dev.halftone.hostile.client;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads everything that a client is told, and notes what is of our network, our code or our database. */
public final class Disclosures {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What the client wrote itself, or where it reached the api. */
    private static final Set<String> ECHOES = Set.of("url", "links", "instance", "serialNumber");

    private static final Pattern OURS = Pattern.compile(
            "(?i)127\\.|::1|localhost|hostile\\.test|postgres|kafka|r2dbc|netty|reactor|libvips|vips_|exception|"
                    + "\\bat (dev|java|io|org)\\.|\\bselect\\b.*\\bfrom\\b|/tmp/|\\.java\\b");

    private final Set<String> seen = new TreeSet<>();

    /** @param heard the body of an answer */
    synchronized void hear(String heard) {
        try {
            look(JSON.readTree(heard), "");
        } catch (JacksonException e) {
            note(heard, "an answer that is no JSON");
        }
    }

    private void look(JsonNode node, String field) {
        if (ECHOES.contains(field)) {
            return;
        }
        if (node.isString()) {
            note(node.asString(), field);
        }
        if (node.isObject()) {
            node.propertyNames().forEach(name -> look(node.path(name), name));
        }
        if (node.isArray()) {
            node.forEach(entry -> look(entry, field));
        }
    }

    private void note(String text, String field) {
        if (OURS.matcher(text).find()) {
            seen.add(field + " says: " + text);
        }
    }

    /** What was seen since this was last asked. */
    public synchronized List<String> take() {
        List<String> taken = List.copyOf(seen);
        seen.clear();
        return taken;
    }
}

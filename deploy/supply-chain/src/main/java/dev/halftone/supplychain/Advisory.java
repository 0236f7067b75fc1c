package dev.halftone.supplychain;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A known vulnerability, as the list describes it.
 *
 * @param fixedIn the releases of any package that are free of it
 */
record Advisory(String id, List<String> aliases, String summary, List<String> fixedIn, boolean withdrawn) {

    /** What is said of one whose description cannot be had. */
    static Advisory undescribed(String id) {
        return new Advisory(id, List.of(), "(not described)", List.of(), false);
    }

    static Advisory read(String id, JsonNode json) {
        List<String> aliases = new ArrayList<>();
        json.path("aliases").forEach(alias -> aliases.add(alias.asString()));
        Set<String> fixes = new LinkedHashSet<>();
        for (JsonNode affected : json.path("affected")) {
            for (JsonNode range : affected.path("ranges")) {
                if (!range.path("type").asString("").equals("GIT")) {
                    range.path("events").forEach(event -> addFix(event, fixes));
                }
            }
        }
        return new Advisory(
                id, List.copyOf(aliases), json.path("summary").asString(""), List.copyOf(fixes), json.has("withdrawn"));
    }

    boolean isCalled(String name) {
        return id.equals(name) || aliases.contains(name);
    }

    private static void addFix(JsonNode event, Set<String> fixes) {
        if (event.has("fixed")) {
            fixes.add(event.get("fixed").asString());
        }
    }
}

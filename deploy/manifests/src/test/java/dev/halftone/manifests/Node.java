package dev.halftone.manifests;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * A part of a YAML document, and where it is.
 *
 * @param path of its keys, for whoever has to find it
 */
public record Node(String path, @Nullable Object value) {

    /** @throws NoSuchElementException if there is nothing: each of these keys has to be there */
    public Node at(String... keys) {
        Node node = this;
        for (String key : keys) {
            node = node.child(key);
            if (node.value == null) {
                throw new NoSuchElementException(node.path + " is missing");
            }
        }
        return node;
    }

    boolean has(String key) {
        return value instanceof Map<?, ?> map && map.get(key) != null;
    }

    public List<Node> items() {
        if (!(value instanceof List<?> list)) {
            throw new NoSuchElementException(path + " is no list");
        }
        return list.stream().map(item -> new Node(path + "[]", item)).toList();
    }

    /** The item of a list by its name. */
    public Node named(String name) {
        return items().stream()
                .filter(item -> item.has("name") && item.at("name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(path + " has nothing named " + name));
    }

    List<String> keys() {
        return value instanceof Map<?, ?> map
                ? map.keySet().stream().map(String::valueOf).toList()
                : List.of();
    }

    public String text() {
        return String.valueOf(value);
    }

    public int number() {
        return Integer.parseInt(text());
    }

    private Node child(String key) {
        return new Node(path + "." + key, value instanceof Map<?, ?> map ? map.get(key) : null);
    }
}

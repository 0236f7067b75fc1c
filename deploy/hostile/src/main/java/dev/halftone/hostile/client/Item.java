package dev.halftone.hostile.client;

import java.util.Set;

/**
 * An image that is asked for, and how it may end.
 *
 * @param name unique in its job
 * @param endings {@value #SUCCEEDED}, {@value #REJECTED} or the wire name of a reason: one that each item may end in
 */
public record Item(String name, String url, Set<String> endings) {

    public static final String SUCCEEDED = "succeeded";
    public static final String REJECTED = "rejected";

    public static Item of(String name, String url, String... endings) {
        return new Item(name, url, Set.of(endings));
    }
}

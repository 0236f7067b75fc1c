package dev.halftone.hostile.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an item ended.
 *
 * @param word {@code succeeded}, the wire name of a reason, {@code rejected}, or what else its status is
 * @param at absent if it did not become an image
 */
public record Ending(Item item, String word, @Nullable Instant at) {

    public boolean isExpected() {
        return item.endings().contains(word);
    }

    @Override
    public String toString() {
        return item.name() + " (" + shortened(item.url()) + ") ended as " + word + ", not as " + item.endings();
    }

    private static String shortened(String url) {
        return url.length() <= 80 ? url : url.substring(0, 80) + "…";
    }
}

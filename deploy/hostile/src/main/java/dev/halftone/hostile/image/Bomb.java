package dev.halftone.hostile.image;

import java.util.Set;

/**
 * A file that promises or costs more than it is.
 *
 * @param endings how it may end
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record Bomb(String name, byte[] file, Set<String> endings) {

    static Bomb of(String name, byte[] file, String... endings) {
        return new Bomb(name, file, Set.of(endings));
    }

    /** It may end in any way that an image may. */
    static Bomb any(String name, byte[] file) {
        return new Bomb(name, file, Endings.OF_IMAGES);
    }
}

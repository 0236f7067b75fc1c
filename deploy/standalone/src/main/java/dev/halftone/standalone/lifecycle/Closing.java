package dev.halftone.standalone.lifecycle;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Closes several things, each of them whatever happens to the others. */
public final class Closing {

    private Closing() {}

    /** @throws IOException the first failure, the others suppressed in it */
    public static void inOrder(List<? extends Closeable> things) throws IOException {
        if (things.isEmpty()) {
            return;
        }
        Closeable rest = () -> inOrder(things.subList(1, things.size()));
        try (rest) {
            things.getFirst().close();
        }
    }
}

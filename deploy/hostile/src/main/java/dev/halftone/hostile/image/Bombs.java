package dev.halftone.hostile.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All bombs. */
public final class Bombs {

    private Bombs() {}

    public static List<Bomb> all() throws IOException {
        List<Bomb> bombs = new ArrayList<>(PngBombs.all());
        bombs.addAll(GifBombs.all());
        bombs.addAll(JpegBombs.of(Pictures.jpeg(false), Pictures.jpeg(true)));
        bombs.addAll(OtherBombs.all());
        return bombs;
    }
}

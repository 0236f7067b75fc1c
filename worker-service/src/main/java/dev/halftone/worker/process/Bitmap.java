package dev.halftone.worker.process;

/** Decoded pixels, all frames of an animation, held outside the heap until closed. Any number of files can be made of it. */
public interface Bitmap extends AutoCloseable {

    /** In pixels. */
    int width();

    /** In pixels, of one frame. */
    int height();

    int frames();

    /** A new bitmap of the given geometry; this one stays as it is. */
    Bitmap resized(Geometry geometry);

    /** A whole file, without metadata. Equal for equal pixels and encodings. */
    byte[] encode(Encoding encoding);

    @Override
    void close();
}

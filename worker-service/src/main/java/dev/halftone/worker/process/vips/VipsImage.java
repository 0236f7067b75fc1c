package dev.halftone.worker.process.vips;

import java.lang.foreign.MemorySegment;

/** One reference to a native image, given back when closed. */
final class VipsImage implements AutoCloseable {

    private final LibVips vips;
    private final MemorySegment segment;

    VipsImage(LibVips vips, MemorySegment segment) {
        this.vips = vips;
        this.segment = segment;
    }

    MemorySegment segment() {
        return segment;
    }

    /** An operation whose input is this image. */
    VipsOperation operation(String name) {
        return operationOn(name, "in");
    }

    /** @param input what the operation calls its input */
    VipsOperation operationOn(String name, String input) {
        return new VipsOperation(vips, name).with(input, this);
    }

    /** One more reference to the same native image, closed on its own. */
    VipsImage another() {
        return new VipsImage(vips, vips.addReference(segment));
    }

    /** Grey or RGB with one channel more. */
    boolean hasAlpha() {
        return bands() == 2 || bands() == 4;
    }

    int width() {
        return number("width");
    }

    /** Of all frames, one under the other. */
    int height() {
        return number("height");
    }

    int bands() {
        return number("bands");
    }

    String interpretation() {
        return vips.headers().interpretation(segment);
    }

    /** The type of one channel, as in {@code uchar}. */
    String channel() {
        return vips.headers().channel(segment);
    }

    int channelBytes() {
        return switch (channel()) {
            case "uchar", "char" -> 1;
            case "ushort", "short" -> 2;
            case "uint", "int", "float" -> 4;
            case "double", "complex" -> 8;
            default -> 16;
        };
    }

    boolean has(String field) {
        return vips.headers().hasField(segment, field);
    }

    int number(String field) {
        return vips.headers().number(segment, field);
    }

    int numberOr(String field, int otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    byte[] bytes(String field) {
        return vips.headers().bytes(segment, field);
    }

    void set(String field, int value) {
        vips.headers().set(segment, field, value);
    }

    void remove(String field) {
        vips.headers().remove(segment, field);
    }

    /**
     * Computes the pixels.
     *
     * @throws VipsException if one of the operations that lead to them fails
     */
    VipsImage inMemory() {
        MemorySegment copy = vips.copyMemory(segment);
        if (copy.equals(MemorySegment.NULL)) {
            throw new VipsException(vips.takeError());
        }
        return new VipsImage(vips, copy);
    }

    /** The pixels of an image in memory, row by row: valid as long as this is open. */
    MemorySegment samples() {
        return vips.data(segment).reinterpret((long) width() * height() * bands());
    }

    @Override
    public void close() {
        vips.releaseImage(segment);
    }
}

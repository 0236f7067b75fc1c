package dev.halftone.worker.process.vips;

import static dev.halftone.worker.process.vips.NativeFunctions.call;
import static dev.halftone.worker.process.vips.NativeFunctions.callForAddress;
import static dev.halftone.worker.process.vips.NativeFunctions.succeeds;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The headers of libvips' images: what is known of the pixels, and named fields. */
final class VipsHeaders {

    private final GObjects objects;
    private final MethodHandle getTypeof;
    private final MethodHandle getAsString;
    private final MethodHandle getBlob;
    private final MethodHandle setInt;
    private final MethodHandle remove;
    private final MethodHandle getInterpretation;
    private final MethodHandle getFormat;
    private final MethodHandle enumNick;
    private final long interpretationType;
    private final long formatType;

    /** @param library after its start */
    VipsHeaders(NativeFunctions library, GObjects objects) {
        this.objects = objects;
        getTypeof = library.function("vips_image_get_typeof", JAVA_LONG, ADDRESS, ADDRESS);
        getAsString = library.function("vips_image_get_as_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        getBlob = library.function("vips_image_get_blob", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        setInt = library.procedure("vips_image_set_int", ADDRESS, ADDRESS, JAVA_INT);
        remove = library.function("vips_image_remove", JAVA_INT, ADDRESS, ADDRESS);
        getInterpretation = library.function("vips_image_get_interpretation", JAVA_INT, ADDRESS);
        getFormat = library.function("vips_image_get_format", JAVA_INT, ADDRESS);
        enumNick = library.function("vips_enum_nick", ADDRESS, JAVA_LONG, JAVA_INT);
        interpretationType = (long) call(library.function("vips_interpretation_get_type", JAVA_LONG));
        formatType = (long) call(library.function("vips_band_format_get_type", JAVA_LONG));
    }

    String interpretation(MemorySegment image) {
        return nick(interpretationType, (int) call(getInterpretation, image));
    }

    /** The type of one channel. */
    String channel(MemorySegment image) {
        return nick(formatType, (int) call(getFormat, image));
    }

    /** What libvips calls an enumeration's value. */
    private String nick(long type, int value) {
        return NativeFunctions.string(callForAddress(enumNick, type, value));
    }

    boolean hasField(MemorySegment image, String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (long) call(getTypeof, image, arena.allocateFrom(name)) != 0;
        }
    }

    /** A number that is known to be there. */
    int number(MemorySegment image, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(ADDRESS);
            require(succeeds(getAsString, image, arena.allocateFrom(name), text), name);
            return Integer.parseInt(objects.takeString(text.get(ADDRESS, 0)));
        }
    }

    /** The bytes of a field that is known to be there. */
    byte[] bytes(MemorySegment image, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(ADDRESS);
            MemorySegment length = arena.allocate(JAVA_LONG);
            require(succeeds(getBlob, image, arena.allocateFrom(name), data, length), name);
            return NativeFunctions.copy(data.get(ADDRESS, 0), length.get(JAVA_LONG, 0));
        }
    }

    private static void require(boolean there, String name) {
        if (!there) {
            throw new IllegalStateException("the image has no field '" + name + "'");
        }
    }

    void set(MemorySegment image, String name, int value) {
        try (Arena arena = Arena.ofConfined()) {
            call(setInt, image, arena.allocateFrom(name), value);
        }
    }

    void remove(MemorySegment image, String name) {
        try (Arena arena = Arena.ofConfined()) {
            call(remove, image, arena.allocateFrom(name));
        }
    }
}

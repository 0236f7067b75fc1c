package dev.halftone.worker.process.vips;

import static dev.halftone.worker.process.vips.NativeFunctions.call;
import static dev.halftone.worker.process.vips.NativeFunctions.callForAddress;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.function.Function;

/** Objects of GObject, on which libvips is built: their references, and their properties, which are read and set as typed values. */
final class GObjects {

    /** {@code sizeof(GValue)}: a type and two 8-byte unions, on every 64-bit platform. */
    private static final long GVALUE_BYTES = 24;

    private static final long G_TYPE_OBJECT = 20L << 2;

    private final MethodHandle ref;
    private final MethodHandle unref;
    private final MethodHandle setProperty;
    private final MethodHandle getProperty;
    private final MethodHandle valueInit;
    private final MethodHandle valueSetObject;
    private final MethodHandle valueSetBoxed;
    private final MethodHandle valueDupObject;
    private final MethodHandle valueGetBoxed;
    private final MethodHandle valueUnset;
    private final MethodHandle free;

    GObjects(NativeFunctions library) {
        ref = library.function("g_object_ref", ADDRESS, ADDRESS);
        unref = library.procedure("g_object_unref", ADDRESS);
        setProperty = library.procedure("g_object_set_property", ADDRESS, ADDRESS, ADDRESS);
        getProperty = library.procedure("g_object_get_property", ADDRESS, ADDRESS, ADDRESS);
        valueInit = library.function("g_value_init", ADDRESS, ADDRESS, JAVA_LONG);
        valueSetObject = library.procedure("g_value_set_object", ADDRESS, ADDRESS);
        valueSetBoxed = library.procedure("g_value_set_boxed", ADDRESS, ADDRESS);
        valueDupObject = library.function("g_value_dup_object", ADDRESS, ADDRESS);
        valueGetBoxed = library.function("g_value_get_boxed", ADDRESS, ADDRESS);
        valueUnset = library.procedure("g_value_unset", ADDRESS);
        free = library.procedure("g_free", ADDRESS);
    }

    MemorySegment addReference(MemorySegment object) {
        return callForAddress(ref, object);
    }

    void release(MemorySegment object) {
        call(unref, object);
    }

    void setObject(MemorySegment object, String name, MemorySegment property) {
        set(object, name, G_TYPE_OBJECT, valueSetObject, property);
    }

    /** @param type of the boxed value, as GObject numbers it */
    void setBoxed(MemorySegment object, String name, long type, MemorySegment property) {
        set(object, name, type, valueSetBoxed, property);
    }

    private void set(MemorySegment object, String name, long type, MethodHandle setter, MemorySegment property) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = newValue(arena, type);
            call(setter, value, property);
            call(setProperty, object, arena.allocateFrom(name), value);
            call(valueUnset, value);
        }
    }

    /** One more reference to the object that the property is. */
    MemorySegment takeObject(MemorySegment object, String name) {
        return get(object, name, G_TYPE_OBJECT, value -> callForAddress(valueDupObject, value));
    }

    /** @param reader gets the boxed value, which is gone when it returns */
    <T> T readBoxed(MemorySegment object, String name, long type, Function<MemorySegment, T> reader) {
        return get(object, name, type, value -> reader.apply(callForAddress(valueGetBoxed, value)));
    }

    private <T> T get(MemorySegment object, String name, long type, Function<MemorySegment, T> reader) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = newValue(arena, type);
            call(getProperty, object, arena.allocateFrom(name), value);
            T property = reader.apply(value);
            call(valueUnset, value);
            return property;
        }
    }

    private MemorySegment newValue(Arena arena, long type) {
        return callForAddress(valueInit, arena.allocate(GVALUE_BYTES, Long.BYTES), type);
    }

    /** A text that is the caller's own, and is freed. */
    String takeString(MemorySegment text) {
        try {
            return NativeFunctions.string(text);
        } finally {
            call(free, text);
        }
    }
}

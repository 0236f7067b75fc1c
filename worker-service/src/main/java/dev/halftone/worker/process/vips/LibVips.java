package dev.halftone.worker.process.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * The C functions of libvips and GObject that are used. None is variadic: operations are called through their GObject properties,
 * so that one set of functions serves every operation on every platform.
 */
final class LibVips {

    /** {@code sizeof(GValue)}: a type and two 8-byte unions, on every 64-bit platform. */
    private static final long GVALUE_BYTES = 24;

    private static final long G_TYPE_OBJECT = 20L << 2;

    private static final Linker LINKER = Linker.nativeLinker();

    private final SymbolLookup symbols;
    private final MethodHandle operationNew;
    private final MethodHandle objectBuild;
    private final MethodHandle objectSetFromString;
    private final MethodHandle objectUnrefOutputs;
    private final MethodHandle objectSetProperty;
    private final MethodHandle objectGetProperty;
    private final MethodHandle objectRef;
    private final MethodHandle objectUnref;
    private final MethodHandle valueInit;
    private final MethodHandle valueSetObject;
    private final MethodHandle valueSetBoxed;
    private final MethodHandle valueDupObject;
    private final MethodHandle valueGetBoxed;
    private final MethodHandle valueUnset;
    private final MethodHandle blobNew;
    private final MethodHandle blobGet;
    private final MethodHandle arrayImageNew;
    private final MethodHandle areaUnref;
    private final MethodHandle imageCopyMemory;
    private final MethodHandle imageSetKill;
    private final MethodHandle imageGetTypeof;
    private final MethodHandle imageGetAsString;
    private final MethodHandle imageGetBlob;
    private final MethodHandle imageSetInt;
    private final MethodHandle imageRemove;
    private final MethodHandle errorBufferCopy;
    private final MethodHandle errorClear;
    private final MethodHandle free;
    private final MethodHandle imageGetInterpretation;
    private final MethodHandle imageGetFormat;
    private final MethodHandle enumNick;
    private final long blobType;
    private final long interpretationType;
    private final long formatType;
    private final long arrayImageType;

    /** @throws IllegalStateException if libvips does not start */
    private LibVips(SymbolLookup symbols) {
        this.symbols = symbols;
        operationNew = function("vips_operation_new", ADDRESS, ADDRESS);
        objectBuild = function("vips_object_build", JAVA_INT, ADDRESS);
        objectSetFromString = function("vips_object_set_argument_from_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        objectUnrefOutputs = procedure("vips_object_unref_outputs", ADDRESS);
        objectSetProperty = procedure("g_object_set_property", ADDRESS, ADDRESS, ADDRESS);
        objectGetProperty = procedure("g_object_get_property", ADDRESS, ADDRESS, ADDRESS);
        objectRef = function("g_object_ref", ADDRESS, ADDRESS);
        objectUnref = procedure("g_object_unref", ADDRESS);
        valueInit = function("g_value_init", ADDRESS, ADDRESS, JAVA_LONG);
        valueSetObject = procedure("g_value_set_object", ADDRESS, ADDRESS);
        valueSetBoxed = procedure("g_value_set_boxed", ADDRESS, ADDRESS);
        valueDupObject = function("g_value_dup_object", ADDRESS, ADDRESS);
        valueGetBoxed = function("g_value_get_boxed", ADDRESS, ADDRESS);
        valueUnset = procedure("g_value_unset", ADDRESS);
        blobNew = function("vips_blob_new", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        blobGet = function("vips_blob_get", ADDRESS, ADDRESS, ADDRESS);
        arrayImageNew = function("vips_array_image_new", ADDRESS, ADDRESS, JAVA_INT);
        areaUnref = procedure("vips_area_unref", ADDRESS);
        imageCopyMemory = function("vips_image_copy_memory", ADDRESS, ADDRESS);
        imageSetKill = procedure("vips_image_set_kill", ADDRESS, JAVA_INT);
        imageGetTypeof = function("vips_image_get_typeof", JAVA_LONG, ADDRESS, ADDRESS);
        imageGetAsString = function("vips_image_get_as_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        imageGetBlob = function("vips_image_get_blob", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        imageSetInt = procedure("vips_image_set_int", ADDRESS, ADDRESS, JAVA_INT);
        imageRemove = function("vips_image_remove", JAVA_INT, ADDRESS, ADDRESS);
        errorBufferCopy = function("vips_error_buffer_copy", ADDRESS);
        errorClear = procedure("vips_error_clear");
        free = procedure("g_free", ADDRESS);
        imageGetInterpretation = function("vips_image_get_interpretation", JAVA_INT, ADDRESS);
        imageGetFormat = function("vips_image_get_format", JAVA_INT, ADDRESS);
        enumNick = function("vips_enum_nick", ADDRESS, JAVA_LONG, JAVA_INT);
        start();
        blobType = (long) call(function("vips_blob_get_type", JAVA_LONG));
        interpretationType = (long) call(function("vips_interpretation_get_type", JAVA_LONG));
        formatType = (long) call(function("vips_band_format_get_type", JAVA_LONG));
        arrayImageType = (long) call(function("vips_array_image_get_type", JAVA_LONG));
    }

    static LibVips load(Path library) {
        return new LibVips(SymbolLookup.libraryLookup(library, Arena.global()));
    }

    /** Every image is another one, so nothing is worth caching; threads are ours to decide; unsafe loaders are shut. */
    private void start() {
        try (Arena arena = Arena.ofConfined()) {
            // what it warns of on standard error is about images, and ends as their outcomes
            MemorySegment quiet = arena.allocateFrom("VIPS_WARNING");
            call(function("g_setenv", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT), quiet, quiet, 1);
            if ((int) call(function("vips_init", JAVA_INT, ADDRESS), arena.allocateFrom("halftone")) != 0) {
                throw new IllegalStateException("libvips does not start: " + takeError());
            }
        }
        call(procedure("vips_cache_set_max", JAVA_INT), 0);
        call(procedure("vips_concurrency_set", JAVA_INT), 1);
        call(procedure("vips_block_untrusted_set", JAVA_INT), 1);
    }

    private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private MethodHandle procedure(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
    }

    // Every call below is to one of the handles above, with the arguments that its descriptor names.

    MemorySegment newOperation(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment operation = (MemorySegment) call(operationNew, arena.allocateFrom(name));
            if (operation.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("libvips has no operation '" + name + "': " + takeError());
            }
            return operation;
        }
    }

    /** Runs the operation. */
    boolean build(MemorySegment operation) {
        return (int) call(objectBuild, operation) == 0;
    }

    void releaseOperation(MemorySegment operation) {
        call(objectUnrefOutputs, operation);
        call(objectUnref, operation);
    }

    void setScalar(MemorySegment operation, String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            Object failed = call(objectSetFromString, operation, arena.allocateFrom(name), arena.allocateFrom(value));
            if ((int) failed != 0) {
                throw new IllegalStateException("libvips does not take " + name + "=" + value + ": " + takeError());
            }
        }
    }

    void setImage(MemorySegment operation, String name, MemorySegment image) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = newValue(arena, G_TYPE_OBJECT);
            call(valueSetObject, value, image);
            setProperty(arena, operation, name, value);
        }
    }

    /** @param bytes not copied: they must outlive whatever is made of them */
    void setBytes(MemorySegment operation, String name, MemorySegment bytes) {
        MemorySegment blob = (MemorySegment) call(blobNew, MemorySegment.NULL, bytes, bytes.byteSize());
        setArea(operation, name, blobType, blob);
    }

    void setImages(MemorySegment operation, String name, MemorySegment array, int length) {
        setArea(operation, name, arrayImageType, (MemorySegment) call(arrayImageNew, array, length));
    }

    private void setArea(MemorySegment operation, String name, long type, MemorySegment area) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = newValue(arena, type);
            call(valueSetBoxed, value, area);
            setProperty(arena, operation, name, value);
        } finally {
            call(areaUnref, area);
        }
    }

    /** The image that the operation made; to be released. */
    MemorySegment takeImage(MemorySegment operation, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = newValue(arena, G_TYPE_OBJECT);
            call(objectGetProperty, operation, arena.allocateFrom(name), value);
            MemorySegment image = (MemorySegment) call(valueDupObject, value);
            call(valueUnset, value);
            return image;
        }
    }

    byte[] copyBytes(MemorySegment operation, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment value = newValue(arena, blobType);
            call(objectGetProperty, operation, arena.allocateFrom(name), value);
            MemorySegment length = arena.allocate(JAVA_LONG);
            MemorySegment data = (MemorySegment) call(blobGet, call(valueGetBoxed, value), length);
            byte[] bytes = copy(data, length.get(JAVA_LONG, 0));
            call(valueUnset, value);
            return bytes;
        }
    }

    private MemorySegment newValue(Arena arena, long type) {
        return (MemorySegment) call(valueInit, arena.allocate(GVALUE_BYTES, Long.BYTES), type);
    }

    private void setProperty(Arena arena, MemorySegment object, String name, MemorySegment value) {
        call(objectSetProperty, object, arena.allocateFrom(name), value);
        call(valueUnset, value);
    }

    /** The image's pixels in memory, as a new image; null if they cannot be computed. */
    MemorySegment copyMemory(MemorySegment image) {
        return (MemorySegment) call(imageCopyMemory, image);
    }

    MemorySegment addReference(MemorySegment image) {
        return (MemorySegment) call(objectRef, image);
    }

    void releaseImage(MemorySegment image) {
        call(objectUnref, image);
    }

    /** Has whatever computes this image's pixels fail soon. May be called from any thread. */
    void kill(MemorySegment image) {
        call(imageSetKill, image, 1);
    }

    String interpretation(MemorySegment image) {
        return nick(interpretationType, (int) call(imageGetInterpretation, image));
    }

    String channel(MemorySegment image) {
        return nick(formatType, (int) call(imageGetFormat, image));
    }

    /** What libvips calls an enumeration's value. */
    private String nick(long type, int value) {
        return ((MemorySegment) call(enumNick, type, value))
                .reinterpret(Long.MAX_VALUE)
                .getString(0);
    }

    boolean hasField(MemorySegment image, String name) {
        try (Arena arena = Arena.ofConfined()) {
            return (long) call(imageGetTypeof, image, arena.allocateFrom(name)) != 0;
        }
    }

    /** A number of the header that is known to be there. */
    String field(MemorySegment image, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(ADDRESS);
            if ((int) call(imageGetAsString, image, arena.allocateFrom(name), text) != 0) {
                throw new IllegalStateException("the image has no field '" + name + "': " + takeError());
            }
            return takeString(text.get(ADDRESS, 0));
        }
    }

    /** The bytes of a header field that is known to be there. */
    byte[] bytesField(MemorySegment image, String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment data = arena.allocate(ADDRESS);
            MemorySegment length = arena.allocate(JAVA_LONG);
            if ((int) call(imageGetBlob, image, arena.allocateFrom(name), data, length) != 0) {
                throw new IllegalStateException("the image has no field '" + name + "': " + takeError());
            }
            return copy(data.get(ADDRESS, 0), length.get(JAVA_LONG, 0));
        }
    }

    void setField(MemorySegment image, String name, int value) {
        try (Arena arena = Arena.ofConfined()) {
            call(imageSetInt, image, arena.allocateFrom(name), value);
        }
    }

    void removeField(MemorySegment image, String name) {
        try (Arena arena = Arena.ofConfined()) {
            call(imageRemove, image, arena.allocateFrom(name));
        }
    }

    /**
     * What libvips said since it was last asked. Its error text is one for the whole process, so it may speak of another
     * image: it is for the log alone, and nothing is decided by it.
     */
    String takeError() {
        String text = takeString((MemorySegment) call(errorBufferCopy));
        call(errorClear);
        return text.strip();
    }

    private String takeString(MemorySegment text) {
        try {
            return text.reinterpret(Long.MAX_VALUE).getString(0);
        } finally {
            call(free, text);
        }
    }

    private static byte[] copy(MemorySegment data, long length) {
        return data.reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a native function was called with other arguments than it takes", e);
        }
    }
}

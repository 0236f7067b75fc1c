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
import java.nio.file.Path;

/**
 * The C functions of libvips that are used. None is variadic: operations are called through their GObject properties, so that one
 * set of functions serves every operation on every platform.
 */
final class LibVips {

    private final GObjects objects;
    private final VipsHeaders headers;
    private final MethodHandle operationNew;
    private final MethodHandle objectBuild;
    private final MethodHandle objectSetFromString;
    private final MethodHandle objectUnrefOutputs;
    private final MethodHandle blobNew;
    private final MethodHandle blobGet;
    private final MethodHandle arrayImageNew;
    private final MethodHandle areaUnref;
    private final MethodHandle imageCopyMemory;
    private final MethodHandle imageGetData;
    private final MethodHandle errorBufferCopy;
    private final MethodHandle errorClear;
    private final long blobType;
    private final long arrayImageType;

    private LibVips(NativeFunctions library) {
        objects = new GObjects(library);
        operationNew = library.function("vips_operation_new", ADDRESS, ADDRESS);
        objectBuild = library.function("vips_object_build", JAVA_INT, ADDRESS);
        objectSetFromString =
                library.function("vips_object_set_argument_from_string", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
        objectUnrefOutputs = library.procedure("vips_object_unref_outputs", ADDRESS);
        blobNew = library.function("vips_blob_new", ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
        blobGet = library.function("vips_blob_get", ADDRESS, ADDRESS, ADDRESS);
        arrayImageNew = library.function("vips_array_image_new", ADDRESS, ADDRESS, JAVA_INT);
        areaUnref = library.procedure("vips_area_unref", ADDRESS);
        imageCopyMemory = library.function("vips_image_copy_memory", ADDRESS, ADDRESS);
        imageGetData = library.function("vips_image_get_data", ADDRESS, ADDRESS);
        errorBufferCopy = library.function("vips_error_buffer_copy", ADDRESS);
        errorClear = library.procedure("vips_error_clear");
        start(library);
        headers = new VipsHeaders(library, objects);
        blobType = (long) call(library.function("vips_blob_get_type", JAVA_LONG));
        arrayImageType = (long) call(library.function("vips_array_image_get_type", JAVA_LONG));
    }

    /** @throws IllegalStateException if libvips does not start */
    static LibVips load(Path library) {
        return new LibVips(NativeFunctions.of(library));
    }

    /** Every image is another one, so nothing is worth caching; threads are ours to decide; unsafe loaders are shut. */
    private void start(NativeFunctions library) {
        try (Arena arena = Arena.ofConfined()) {
            if (!succeeds(library.function("vips_init", JAVA_INT, ADDRESS), arena.allocateFrom("halftone"))) {
                throw new IllegalStateException("libvips does not start: " + takeError());
            }
        }
        call(library.procedure("vips_cache_set_max", JAVA_INT), 0);
        call(library.procedure("vips_concurrency_set", JAVA_INT), 1);
        call(library.procedure("vips_block_untrusted_set", JAVA_INT), 1);
    }

    VipsHeaders headers() {
        return headers;
    }

    MemorySegment newOperation(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment operation = callForAddress(operationNew, arena.allocateFrom(name));
            if (operation.equals(MemorySegment.NULL)) {
                throw new IllegalStateException("libvips has no operation '" + name + "': " + takeError());
            }
            return operation;
        }
    }

    /** Runs the operation. */
    boolean build(MemorySegment operation) {
        return succeeds(objectBuild, operation);
    }

    void releaseOperation(MemorySegment operation) {
        call(objectUnrefOutputs, operation);
        objects.release(operation);
    }

    void setScalar(MemorySegment operation, String name, String value) {
        try (Arena arena = Arena.ofConfined()) {
            if (!succeeds(objectSetFromString, operation, arena.allocateFrom(name), arena.allocateFrom(value))) {
                throw new IllegalStateException("libvips does not take " + name + "=" + value + ": " + takeError());
            }
        }
    }

    void setImage(MemorySegment operation, String name, MemorySegment image) {
        objects.setObject(operation, name, image);
    }

    /** @param bytes not copied: they must outlive whatever is made of them */
    void setBytes(MemorySegment operation, String name, MemorySegment bytes) {
        setArea(operation, name, blobType, callForAddress(blobNew, MemorySegment.NULL, bytes, bytes.byteSize()));
    }

    void setImages(MemorySegment operation, String name, MemorySegment array, int length) {
        setArea(operation, name, arrayImageType, callForAddress(arrayImageNew, array, length));
    }

    private void setArea(MemorySegment operation, String name, long type, MemorySegment area) {
        try {
            objects.setBoxed(operation, name, type, area);
        } finally {
            call(areaUnref, area);
        }
    }

    /** The image that the operation made; to be released. */
    MemorySegment takeImage(MemorySegment operation, String name) {
        return objects.takeObject(operation, name);
    }

    byte[] copyBytes(MemorySegment operation, String name) {
        return objects.readBoxed(operation, name, blobType, this::copyBlob);
    }

    private byte[] copyBlob(MemorySegment blob) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(JAVA_LONG);
            MemorySegment data = callForAddress(blobGet, blob, length);
            return NativeFunctions.copy(data, length.get(JAVA_LONG, 0));
        }
    }

    /** The image's pixels in memory, as a new image; null if they cannot be computed. */
    MemorySegment copyMemory(MemorySegment image) {
        return callForAddress(imageCopyMemory, image);
    }

    /** The pixels of an image in memory. */
    MemorySegment data(MemorySegment image) {
        return callForAddress(imageGetData, image);
    }

    MemorySegment addReference(MemorySegment image) {
        return objects.addReference(image);
    }

    void releaseImage(MemorySegment image) {
        objects.release(image);
    }

    /**
     * What libvips said since it was last asked. Its error text is one for the whole process, so it may speak of another
     * image: it is for the log alone, and nothing is decided by it.
     */
    String takeError() {
        String text = objects.takeString(callForAddress(errorBufferCopy));
        call(errorClear);
        return text.strip();
    }
}

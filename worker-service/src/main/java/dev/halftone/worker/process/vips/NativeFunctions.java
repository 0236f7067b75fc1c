package dev.halftone.worker.process.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The C functions of a library. Its users call each with the arguments that they have described it with. */
record NativeFunctions(SymbolLookup symbols) {

    private static final Linker LINKER = Linker.nativeLinker();

    static NativeFunctions of(Path library) {
        return new NativeFunctions(SymbolLookup.libraryLookup(library, Arena.global()));
    }

    MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    MethodHandle procedure(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbols.findOrThrow(name), FunctionDescriptor.ofVoid(arguments));
    }

    static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a native function was called with other arguments than it takes", e);
        }
    }

    static MemorySegment callForAddress(MethodHandle function, Object... arguments) {
        return (MemorySegment) call(function, arguments);
    }

    /** For functions that say with a zero that they went right. */
    static boolean succeeds(MethodHandle function, Object... arguments) {
        return (int) call(function, arguments) == 0;
    }

    static byte[] copy(MemorySegment data, long length) {
        return data.reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
    }

    static String string(MemorySegment text) {
        return text.reinterpret(Long.MAX_VALUE).getString(0);
    }
}

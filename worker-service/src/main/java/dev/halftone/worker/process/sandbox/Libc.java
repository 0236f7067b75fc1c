package dev.halftone.worker.process.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of the C library by which a process limits itself. Each says whether it was obeyed. */
final class Libc {

    private static final Linker LINKER = Linker.nativeLinker();

    private Libc() {}

    static boolean setLimit(int resource, long limit) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment softAndHard = arena.allocateFrom(JAVA_LONG, limit, limit);
            return (int) call(function("setrlimit", JAVA_INT, JAVA_INT, ADDRESS), resource, softAndHard) == 0;
        }
    }

    static boolean ignoreSignal(int signal) {
        MemorySegment ignore = MemorySegment.ofAddress(1);
        MemorySegment before = (MemorySegment) call(function("signal", ADDRESS, JAVA_INT, ADDRESS), signal, ignore);
        return before.address() != -1;
    }

    /** Linux alone. */
    static boolean control(int option, long argument) {
        MethodHandle prctl = variadic("prctl", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
        return (int) call(prctl, option, argument, 0L, 0L, 0L) == 0;
    }

    /** Linux alone. */
    static boolean systemCall(long number, long first, long second, MemorySegment third) {
        MethodHandle syscall = variadic("syscall", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, ADDRESS);
        return (long) call(syscall, number, first, second, third) == 0;
    }

    private static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    /** All arguments but the first are variadic. */
    private static MethodHandle variadic(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, arguments),
                Linker.Option.firstVariadicArg(1));
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "a function of the C library was called with other arguments than it takes", e);
        }
    }
}

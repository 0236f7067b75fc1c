package dev.halftone.worker.process.sandbox;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Linux's seccomp filter: what is denied fails with EPERM in every thread, now and later. Threads may be made and signalled within this
 * process, processes may not. All else that runs a virtual machine stays as it is.
 */
final class SystemCallFilter {

    private static final int CLONE3 = 435;
    private static final int CLONE_THREAD = 0x0001_0000;
    private static final int X32_CALLS = 0x4000_0000;

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    /** BPF: load a word of the call's data, compare it with a constant (the jumps say how many to skip), return. */
    private static final int LOAD = 0x20;

    private static final int IF_EQUAL = 0x15;
    private static final int IF_AT_LEAST = 0x35;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int CALL_NUMBER = 0;
    private static final int CALL_MACHINE = 4;
    private static final int CALL_FIRST_ARGUMENT = 16;

    private static final int ALLOW = 0x7fff_0000;
    private static final int ERROR = 0x0005_0000;

    private static final long SET_FILTER = 1;
    private static final long ALL_THREADS = 1;

    private final Machine machine;
    private final ByteBuffer program = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());

    SystemCallFilter(Machine machine, long processId) {
        this.machine = machine;
        denyOtherMachines();
        add(LOAD, CALL_NUMBER);
        add(IF_AT_LEAST, 0, 1, X32_CALLS);
        add(RETURN, ERROR | EPERM);
        for (DeniedCall call : DeniedCall.values()) {
            if (call.number(machine) >= 0) {
                answer(call.number(machine), ERROR | EPERM);
            }
        }
        // its arguments cannot be looked at; where it is missing, the C library uses clone
        answer(CLONE3, ERROR | ENOSYS);
        allowIf(machine.cloneCall(), IF_ANY_BIT, CLONE_THREAD);
        allowIf(machine.tgkill(), IF_EQUAL, (int) processId);
        add(RETURN, ALLOW);
    }

    private void denyOtherMachines() {
        add(LOAD, CALL_MACHINE);
        add(IF_EQUAL, 1, 0, machine.audit());
        add(RETURN, ERROR | EPERM);
    }

    private void answer(int call, int verdict) {
        add(IF_EQUAL, 0, 1, call);
        add(RETURN, verdict);
    }

    private void allowIf(int call, int comparison, int firstArgument) {
        add(IF_EQUAL, 0, 4, call);
        add(LOAD, CALL_FIRST_ARGUMENT);
        add(comparison, 1, 0, firstArgument);
        add(RETURN, ERROR | EPERM);
        add(RETURN, ALLOW);
    }

    private void add(int code, int constant) {
        add(code, 0, 0, constant);
    }

    private void add(int code, int skipIfTrue, int skipIfFalse, int constant) {
        program.putShort((short) code)
                .put((byte) skipIfTrue)
                .put((byte) skipIfFalse)
                .putInt(constant);
    }

    /** @return whether it is in force; needs that no new privileges can be had */
    boolean install() {
        try (Arena arena = Arena.ofConfined()) {
            int bytes = program.position();
            MemorySegment code = arena.allocate(bytes, Long.BYTES)
                    .copyFrom(MemorySegment.ofBuffer(program.duplicate().flip()));
            MemorySegment header = arena.allocate(2L * Long.BYTES, Long.BYTES);
            header.set(ValueLayout.JAVA_SHORT, 0, (short) (bytes / Long.BYTES));
            header.set(ValueLayout.ADDRESS, Long.BYTES, code);
            return Libc.systemCall(machine.seccomp(), SET_FILTER, ALL_THREADS, header);
        }
    }
}

package dev.halftone.worker.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A file's bytes, read as unsigned numbers. */
@SuppressWarnings("ArrayRecordComponent") // a view of a whole file, never compared
record Bytes(byte[] bytes, ByteOrder order) {

    /** Most significant byte first. */
    static Bytes of(byte[] bytes) {
        return new Bytes(bytes, ByteOrder.BIG_ENDIAN);
    }

    static Bytes littleEndian(byte[] bytes) {
        return new Bytes(bytes, ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether the given number of bytes is there. */
    boolean reach(long offset, long length) {
        return offset >= 0 && length >= 0 && offset + length <= bytes.length;
    }

    int unsigned8(long offset) {
        return bytes[Math.toIntExact(offset)] & 0xff;
    }

    int unsigned16(long offset) {
        return buffer().getShort(Math.toIntExact(offset)) & 0xffff;
    }

    long unsigned32(long offset) {
        return buffer().getInt(Math.toIntExact(offset)) & 0xffff_ffffL;
    }

    long unsigned64(long offset) {
        return buffer().getLong(Math.toIntExact(offset));
    }

    private ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).order(order);
    }
}

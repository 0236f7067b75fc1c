package dev.halftone.worker.process.vips;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** One call of a libvips operation: arguments by name, then the one thing that comes out. Each instance is used once. */
final class VipsOperation {

    private final LibVips vips;
    private final MemorySegment operation;

    VipsOperation(LibVips vips, String name) {
        this.vips = vips;
        this.operation = vips.newOperation(name);
    }

    VipsOperation with(String name, int value) {
        return with(name, Integer.toString(value));
    }

    VipsOperation with(String name, double value) {
        return with(name, Double.toString(value));
    }

    VipsOperation with(String name, boolean value) {
        return with(name, Boolean.toString(value));
    }

    /** A choice by its nick, or an array of numbers separated by spaces. */
    VipsOperation with(String name, String value) {
        return set(() -> vips.setScalar(operation, name, value));
    }

    VipsOperation with(String name, VipsImage image) {
        return set(() -> vips.setImage(operation, name, image.segment()));
    }

    /** @param bytes not copied: they must outlive what comes out */
    VipsOperation with(String name, MemorySegment bytes) {
        return set(() -> vips.setBytes(operation, name, bytes));
    }

    VipsOperation with(String name, List<VipsImage> images) {
        return set(() -> {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment array = arena.allocate(ValueLayout.ADDRESS, images.size());
                for (int index = 0; index < images.size(); index++) {
                    array.setAtIndex(
                            ValueLayout.ADDRESS, index, images.get(index).segment());
                }
                vips.setImages(operation, name, array, images.size());
            }
        });
    }

    /** @throws VipsException if the operation fails */
    VipsImage image() {
        try {
            run();
            return new VipsImage(vips, vips.takeImage(operation, "out"));
        } finally {
            vips.releaseOperation(operation);
        }
    }

    /** @throws VipsException if the operation fails */
    byte[] bytes() {
        try {
            run();
            return vips.copyBytes(operation, "buffer");
        } finally {
            vips.releaseOperation(operation);
        }
    }

    private void run() {
        if (!vips.build(operation)) {
            throw new VipsException(vips.takeError());
        }
    }

    private VipsOperation set(Runnable setter) {
        boolean done = false;
        try {
            setter.run();
            done = true;
            return this;
        } finally {
            if (!done) {
                vips.releaseOperation(operation);
            }
        }
    }
}

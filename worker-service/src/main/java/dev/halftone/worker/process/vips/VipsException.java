package dev.halftone.worker.process.vips;

/** An operation of libvips failed. */
final class VipsException extends RuntimeException {

    VipsException(String message) {
        super(message);
    }
}

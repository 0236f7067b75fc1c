package dev.halftone.worker.process;

/** An image as it was fetched. */
@SuppressWarnings("ArrayRecordComponent") // a whole file, never compared
record SourceFile(byte[] bytes, ImageHeader header) {}

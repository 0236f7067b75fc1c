package dev.halftone.standalone.client;

/** What an accepted manifest is answered with. */
public record SubmittedJob(String requestId, int rows, int images, int rejectedRows) {}

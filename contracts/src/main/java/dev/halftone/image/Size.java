package dev.halftone.image;

/** In pixels. */
public record Size(int width, int height) {}

package dev.halftone.hostile.cell;

/**
 * How much.
 *
 * @param mutants of each format
 * @param photos of an ordinary job whose pace is measured
 * @param rounds in which it is measured
 */
public record Scale(int mutants, int photos, int rounds) {}

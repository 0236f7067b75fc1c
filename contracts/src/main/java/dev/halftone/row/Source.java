package dev.halftone.row;

/**
 * Where an image comes from.
 *
 * @param position its place in the row, from 0
 * @param url absolute, http or https; or the text of an {@link dev.halftone.upload.Upload}
 */
public record Source(int position, String url) {}

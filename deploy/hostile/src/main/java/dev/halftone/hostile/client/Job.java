package dev.halftone.hostile.client;

import java.util.List;

/**
 * Items that were accepted together.
 *
 * @param key of the tenant whose they are
 */
public record Job(String requestId, String key, List<Item> items) {}

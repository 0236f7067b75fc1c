/** The pages for people: a manifest is dropped, its job followed, its failures read. They know the HTTP surface alone. */
@NullMarked
package dev.halftone.api.dashboard;

import org.jspecify.annotations.NullMarked;

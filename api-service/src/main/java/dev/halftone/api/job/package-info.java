/** Jobs as PostgreSQL holds them: accepted in one transaction, then read. */
@NullMarked
package dev.halftone.api.job;

import org.jspecify.annotations.NullMarked;

/** PostgreSQL falls silent. */
@NullMarked
package dev.halftone.api.database;

import org.jspecify.annotations.NullMarked;

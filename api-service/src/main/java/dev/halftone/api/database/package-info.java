/** Connections to PostgreSQL on which nothing is waited for without end. */
@NullMarked
package dev.halftone.api.database;

import org.jspecify.annotations.NullMarked;

/** What is old goes: jobs with all that belongs to them, and idempotency keys. */
@NullMarked
package dev.halftone.api.retention;

import org.jspecify.annotations.NullMarked;

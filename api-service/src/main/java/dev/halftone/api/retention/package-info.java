/** What is old goes: jobs with all that belongs to them, idempotency keys, uploads that no job refers to, and what was counted by the minute. */
@NullMarked
package dev.halftone.api.retention;

import org.jspecify.annotations.NullMarked;

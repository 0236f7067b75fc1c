/** Rows to Kafka: a fair, bounded window of every running job. The only package that knows Kafka. */
@NullMarked
package dev.halftone.api.dispatch;

import org.jspecify.annotations.NullMarked;

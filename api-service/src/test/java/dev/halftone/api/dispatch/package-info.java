/** Tests of dispatch on real PostgreSQL and Kafka. */
@NullMarked
package dev.halftone.api.dispatch;

import org.jspecify.annotations.NullMarked;

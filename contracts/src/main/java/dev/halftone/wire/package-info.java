/** What travels through Kafka: topics, messages and their JSON. */
@NullMarked
package dev.halftone.wire;

import org.jspecify.annotations.NullMarked;

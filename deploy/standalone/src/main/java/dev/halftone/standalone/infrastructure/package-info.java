/** PostgreSQL, Kafka and S3 on loopback, with data in one directory that survives a restart and a kill. */
@NullMarked
package dev.halftone.standalone.infrastructure;

import org.jspecify.annotations.NullMarked;

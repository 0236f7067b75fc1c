/** The bytes of a manifest as rows and rejected rows: back-pressured, in constant memory, without web or database. */
@NullMarked
package dev.halftone.api.manifest;

import org.jspecify.annotations.NullMarked;

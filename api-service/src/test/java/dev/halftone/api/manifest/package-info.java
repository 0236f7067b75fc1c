@NullMarked
package dev.halftone.api.manifest;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.halftone.standalone.client;

import org.jspecify.annotations.NullMarked;

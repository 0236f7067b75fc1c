/** The operations that a pipeline can have, as they are declared: listed, and in the API's description. */
@NullMarked
package dev.halftone.api.operation;

import org.jspecify.annotations.NullMarked;

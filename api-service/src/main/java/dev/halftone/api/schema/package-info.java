/** Brings the shared schema up to date before anything else of the service begins. */
@NullMarked
package dev.halftone.api.schema;

import org.jspecify.annotations.NullMarked;

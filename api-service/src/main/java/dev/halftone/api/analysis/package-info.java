/** The analyses that a job can ask for, as they are declared: listed, and in the API's description. */
@NullMarked
package dev.halftone.api.analysis;

import org.jspecify.annotations.NullMarked;

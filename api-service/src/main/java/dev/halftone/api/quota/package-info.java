/** How much each tenant may have at once, and ask for in a minute. */
@NullMarked
package dev.halftone.api.quota;

import org.jspecify.annotations.NullMarked;

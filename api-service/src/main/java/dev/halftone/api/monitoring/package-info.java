/** What ended when: the tenant's images by interval, as they were counted when they were recorded. */
@NullMarked
package dev.halftone.api.monitoring;

import org.jspecify.annotations.NullMarked;

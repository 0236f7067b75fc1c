/** What the system under test talks to and cannot tell from the real thing: an origin of images and a receiver of webhooks. */
@NullMarked
package dev.halftone.lab.peer;

import org.jspecify.annotations.NullMarked;

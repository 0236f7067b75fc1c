/** What is told to a webhook, and the secret it is signed with. */
@NullMarked
package dev.halftone.event;

import org.jspecify.annotations.NullMarked;

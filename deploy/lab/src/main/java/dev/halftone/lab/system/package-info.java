/** What a system is made of: the servers it stands on, and its services. */
@NullMarked
package dev.halftone.lab.system;

import org.jspecify.annotations.NullMarked;

/** What can be seen of a system from outside its interfaces: its record, its objects, what its processes hold. */
@NullMarked
package dev.halftone.lab.evidence;

import org.jspecify.annotations.NullMarked;

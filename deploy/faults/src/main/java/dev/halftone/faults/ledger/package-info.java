/** What the clients did and were told: the outside record that the system is checked against. */
@NullMarked
package dev.halftone.faults.ledger;

import org.jspecify.annotations.NullMarked;

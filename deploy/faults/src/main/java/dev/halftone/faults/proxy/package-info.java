/** TCP proxies that stand between the services and their servers, and hold a connection at a chosen moment. */
@NullMarked
package dev.halftone.faults.proxy;

import org.jspecify.annotations.NullMarked;

/** What is deployed, held against the types of Kubernetes and against what the services themselves say. */
@NullMarked
package dev.halftone.manifests;

import org.jspecify.annotations.NullMarked;

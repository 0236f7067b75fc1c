/** A client of the HTTP API: submits a manifest, follows the job, brings home the report and the images. */
@NullMarked
package dev.halftone.standalone.client;

import org.jspecify.annotations.NullMarked;

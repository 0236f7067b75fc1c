/** The object store: where stored renditions can be read, their bytes, and where uploads are put. The only package that knows the AWS SDK. */
@NullMarked
package dev.halftone.api.output;

import org.jspecify.annotations.NullMarked;

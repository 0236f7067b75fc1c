/** Where stored renditions can be read. The only package that knows the AWS SDK. */
@NullMarked
package dev.halftone.api.output;

import org.jspecify.annotations.NullMarked;

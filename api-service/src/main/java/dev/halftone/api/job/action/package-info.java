/** What a client does to a job: cancel it, or retry what failed of it. */
@NullMarked
package dev.halftone.api.job.action;

import org.jspecify.annotations.NullMarked;

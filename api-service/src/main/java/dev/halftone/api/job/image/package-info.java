/** Images as PostgreSQL knows them: those of a job, all of a tenant's, and what each is and where it is stored. */
@NullMarked
package dev.halftone.api.job.image;

import org.jspecify.annotations.NullMarked;

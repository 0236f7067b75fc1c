package dev.halftone.api.job;

import dev.halftone.job.JobId;
import org.jspecify.annotations.Nullable;

/**
 * The job that was made for the same images and renditions.
 *
 * @param webhookSecret what its webhook is signed with, if it has one
 */
public record AskedBefore(JobId job, @Nullable String webhookSecret) {}

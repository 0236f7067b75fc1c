package dev.halftone.api.job.image;

import dev.halftone.image.ImageId;

/** An image of a job, as far as another job needs to know it to have the same. */
public record Original(ImageId id, String serialNumber, String productName, String source) {}

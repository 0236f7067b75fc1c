package dev.halftone.api.quota;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one tenant may have instead of what the settings say, where it is given. */
@Schema(
        name = "OwnQuota",
        description = "What a tenant may have; 0 is without limit, and what is left out is as the settings say.")
record OwnQuota(
        @Schema(description = "Jobs that have not ended.", example = "500") @Nullable
        Integer runningJobs,

        @Schema(description = "Images of those that have not ended.", example = "20000000") @Nullable
        Integer pendingImages,

        @Schema(description = "Requests a minute, at each api.", example = "6000") @Nullable
        Integer requestsPerMinute) {

    static final OwnQuota NONE = new OwnQuota(null, null, null);

    boolean hasNegative() {
        return isNegative(runningJobs) || isNegative(pendingImages) || isNegative(requestsPerMinute);
    }

    private static boolean isNegative(@Nullable Integer limit) {
        return limit != null && limit < 0;
    }

    Quota over(Quota others) {
        return new Quota(
                runningJobs == null ? others.runningJobs() : runningJobs,
                pendingImages == null ? others.pendingImages() : pendingImages,
                requestsPerMinute == null ? others.requestsPerMinute() : requestsPerMinute);
    }
}

package dev.halftone.api.quota;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a tenant may have that has no quota of its own; 0 is without limit. Where no keys are needed, nothing is limited.
 *
 * @param runningJobs jobs that have not ended
 * @param pendingImages images of those that have not ended
 * @param requestsPerMinute by each api for itself; as many may come at once
 */
@ConfigurationProperties("halftone.quota")
record QuotaSettings(
        @DefaultValue("100") int runningJobs,
        @DefaultValue("5000000") int pendingImages,
        @DefaultValue("1200") int requestsPerMinute) {

    QuotaSettings {
        if (runningJobs < 0 || pendingImages < 0 || requestsPerMinute < 0) {
            throw new IllegalArgumentException("halftone.quota: no limit is negative");
        }
    }

    Quota quota() {
        return new Quota(runningJobs, pendingImages, requestsPerMinute);
    }
}

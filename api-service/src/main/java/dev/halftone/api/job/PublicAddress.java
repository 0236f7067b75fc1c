package dev.halftone.api.job;

import dev.halftone.job.JobId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients reach this service.
 *
 * @param publicBaseUrl what links begin with, without a slash at the end; empty: links are relative to the address asked
 */
@ConfigurationProperties("halftone")
public record PublicAddress(@DefaultValue("") String publicBaseUrl) {

    public PublicAddress {
        publicBaseUrl =
                publicBaseUrl.endsWith("/") ? publicBaseUrl.substring(0, publicBaseUrl.length() - 1) : publicBaseUrl;
    }

    /** Where a job can be read and acted on. */
    public JobLinks linksOf(JobId job) {
        return JobLinks.under(publicBaseUrl + "/v1/jobs/" + job);
    }
}

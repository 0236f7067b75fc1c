package dev.halftone.worker.store;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The object store.
 *
 * @param endpoint where an S3-compatible store is; none for AWS itself
 * @param region that requests are signed for
 * @param bucket where images are kept; made when it is missing, if that is permitted
 * @param accessKey empty, together with the secret key, for the AWS SDK's own chain of credentials
 * @param secretKey of the access key
 * @param pathStyle whether the bucket stands in the path and not in the host's name
 * @param connections to the store at a time
 * @param timeout for one request
 */
@ConfigurationProperties("halftone.s3")
record S3Settings(
        @Nullable URI endpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("halftone") String bucket,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("true") boolean pathStyle,
        @DefaultValue("64") int connections,
        @DefaultValue("20s") Duration timeout) {

    S3Settings {
        require(!bucket.isBlank(), "bucket must have a name");
        require(!region.isBlank(), "region must have a name");
        require(
                accessKey.isEmpty() == secretKey.isEmpty(),
                "access-key and secret-key are given together or not at all");
        require(connections >= 1, "connections must be 1 or more");
        require(timeout.isPositive(), "timeout must be longer than zero");
    }

    boolean hasKeys() {
        return !accessKey.isEmpty();
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "S3Settings[endpoint=" + endpoint + ", region=" + region + ", bucket=" + bucket + "]";
    }

    private static void require(boolean met, String message) {
        if (!met) {
            throw new IllegalArgumentException("halftone.s3: " + message);
        }
    }
}

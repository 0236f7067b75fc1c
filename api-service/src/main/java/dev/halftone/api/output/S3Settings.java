package dev.halftone.api.output;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * The object store.
 *
 * @param endpoint of a store other than AWS
 * @param region that requests are signed for
 * @param bucket where images are kept
 * @param publicEndpoint what the store is for those who open signed URLs, where that is not the endpoint
 * @param accessKey empty: whatever the environment offers, as the AWS SDK finds it
 * @param secretKey of the access key
 * @param pathStyle whether the bucket is in the path rather than in the host
 * @param connections to the store at a time
 * @param timeout for one request
 * @param publicBaseUrl what a key is put after to be read by everyone; empty: URLs are signed instead
 * @param presignValidity how long a signed URL works; S3 allows a week at most
 */
@ConfigurationProperties("halftone.s3")
record S3Settings(
        @Nullable URI endpoint,
        @Nullable URI publicEndpoint,
        @DefaultValue("us-east-1") String region,
        @DefaultValue("halftone") String bucket,
        @DefaultValue("") String accessKey,
        @DefaultValue("") String secretKey,
        @DefaultValue("false") boolean pathStyle,
        @DefaultValue("64") int connections,
        @DefaultValue("20s") Duration timeout,
        @DefaultValue("") String publicBaseUrl,
        @DefaultValue("7d") Duration presignValidity) {

    private static final Duration LONGEST = Duration.ofDays(7);

    S3Settings {
        if (presignValidity.toSeconds() < 1 || presignValidity.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("halftone.s3.presign-validity is not from 1 second to 7 days");
        }
        if (connections < 1 || !timeout.isPositive()) {
            throw new IllegalArgumentException("halftone.s3.connections and .timeout are above 0");
        }
        if (accessKey.isEmpty() != secretKey.isEmpty()) {
            throw new IllegalArgumentException("halftone.s3.access-key and .secret-key come together");
        }
    }

    @Nullable
    URI endpointOfUrls() {
        return publicEndpoint == null ? endpoint : publicEndpoint;
    }

    AwsCredentialsProvider credentials() {
        return accessKey.isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    }

    @Override
    public String toString() {
        return "S3Settings[" + endpoint + ", " + bucket + "]";
    }
}

package dev.halftone.worker.store;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(S3Settings.class)
class S3Configuration {

    /** Room for the SDK's own retries of a request. */
    private static final int REQUESTS_IN_A_CALL = 3;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Its HTTP client is never closed: it is no more than its connections, which end with {@link S3Threads}. */
    @Bean(destroyMethod = "close")
    S3AsyncClient s3Client(S3Settings settings, S3Threads threads) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials(settings))
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(limits -> limits.apiCallAttemptTimeout(settings.timeout())
                        .apiCallTimeout(settings.timeout().multipliedBy(REQUESTS_IN_A_CALL)))
                .httpClient(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroup(threads.group())
                        .maxConcurrency(settings.connections())
                        .maxPendingConnectionAcquires(Integer.MAX_VALUE)
                        .connectionTimeout(CONNECT)
                        .connectionAcquisitionTimeout(settings.timeout())
                        .build());
        return settings.endpoint() == null
                ? builder.build()
                : builder.endpointOverride(settings.endpoint()).build();
    }

    @Bean
    ObjectStore objectStore(S3AsyncClient s3, S3Settings settings) {
        return new S3ObjectStore(s3, settings.bucket());
    }

    private static AwsCredentialsProvider credentials(S3Settings settings) {
        return settings.hasKeys()
                ? StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()))
                : DefaultCredentialsProvider.builder().build();
    }
}

package dev.halftone.api.output;

import java.net.URI;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.DisposableBean;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** URLs that carry our signature, and work as long as it says. */
final class PresignedUrls implements OutputUrls, DisposableBean {

    private final S3Settings settings;
    private final AwsCredentialsProvider credentials;
    private final S3Presigner presigner;

    PresignedUrls(S3Settings settings) {
        this.settings = settings;
        this.credentials = settings.credentials();
        this.presigner = presigner(settings);
    }

    // the default provider may ask the machine it runs on, so it is asked on a thread that can wait
    @Override
    public Mono<UnaryOperator<String>> byKey() {
        return Mono.fromCallable(credentials::resolveCredentials)
                .subscribeOn(Schedulers.boundedElastic())
                .map(StaticCredentialsProvider::create)
                .map(signer -> key -> presign(key, signer));
    }

    private String presign(String key, AwsCredentialsProvider signer) {
        return presigner
                .presignGetObject(request -> request.signatureDuration(settings.presignValidity())
                        .getObjectRequest(object -> object.bucket(settings.bucket())
                                .key(key)
                                .overrideConfiguration(override -> override.credentialsProvider(signer))))
                .url()
                .toExternalForm();
    }

    private static S3Presigner presigner(S3Settings settings) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(settings.region()))
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .build());
        URI endpoint = settings.endpointOfUrls();
        return endpoint == null
                ? builder.build()
                : builder.endpointOverride(endpoint).build();
    }

    @Override
    public void destroy() {
        presigner.close();
    }
}

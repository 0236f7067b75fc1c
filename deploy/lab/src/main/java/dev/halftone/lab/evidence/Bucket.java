package dev.halftone.lab.evidence;

import java.io.Closeable;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** The object store, asked directly. */
public final class Bucket implements Closeable {

    private static final String NAME = "halftone";
    private static final Pattern RENDITION = Pattern.compile("renditions/[^-]*\\.[a-z]+");

    private final S3AsyncClient s3;

    public Bucket(int port, Map<String, String> credentials) {
        s3 = S3AsyncClient.builder()
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        credentials.getOrDefault("HALFTONE_S3_ACCESS_KEY", ""),
                        credentials.getOrDefault("HALFTONE_S3_SECRET_KEY", ""))))
                .build();
    }

    /** The size of every rendition there is, by its key. What a killed store was about to write, it leaves under another name. */
    public Map<String, Long> sizes() {
        Map<String, Long> sizes = new TreeMap<>();
        s3.listObjectsV2Paginator(request -> request.bucket(NAME).prefix("renditions/"))
                .contents()
                .filter(object -> RENDITION.matcher(object.key()).matches())
                .subscribe(object -> sizes.put(object.key(), object.size()))
                .join();
        return sizes;
    }

    public byte[] bytes(String key) {
        return s3.getObject(request -> request.bucket(NAME).key(key), AsyncResponseTransformer.toBytes())
                .join()
                .asByteArrayUnsafe();
    }

    @Override
    public void close() {
        s3.close();
    }
}

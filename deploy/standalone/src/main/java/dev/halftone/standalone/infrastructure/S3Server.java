package dev.halftone.standalone.infrastructure;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 endpoint in this JVM on a directory: a bucket is a directory, an object a file. */
public final class S3Server implements Closeable {

    private static final String BUCKET = "halftone";
    private static final String ACCESS_KEY = "halftone";

    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    /** Returns when it answers and has the bucket. */
    public static S3Server start(Path directory, int port, String secretKey) throws IOException {
        Files.createDirectories(directory.resolve(BUCKET));
        S3Proxy server = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toRealPath().toString()))
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, secretKey)
                .ignoreUnknownHeaders(true)
                .build();
        try {
            server.start();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the S3 endpoint does not start on port " + port, e);
        }
        return new S3Server(server);
    }

    /** What the services need to use the one on a port, by the names of their settings. */
    public static Map<String, String> settings(int port, String secretKey) {
        return Map.of(
                "halftone.s3.endpoint",
                "http://127.0.0.1:" + port,
                "halftone.s3.region",
                "us-east-1",
                "halftone.s3.bucket",
                BUCKET,
                "halftone.s3.access-key",
                ACCESS_KEY,
                "halftone.s3.secret-key",
                secretKey,
                "halftone.s3.path-style",
                "true");
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the S3 endpoint does not stop", e);
        }
    }
}

package dev.halftone.standalone.infrastructure;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 endpoint in this JVM on a directory: a bucket is a directory, an object a file. */
final class S3Server implements Closeable {

    static final String BUCKET = "halftone";
    static final String ACCESS_KEY = "halftone";

    private final S3Proxy server;

    private S3Server(S3Proxy server) {
        this.server = server;
    }

    /** Returns when it answers and has the bucket. */
    static S3Server start(Path directory, int port, String secretKey) throws IOException {
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

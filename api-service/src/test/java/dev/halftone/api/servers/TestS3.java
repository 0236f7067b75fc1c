package dev.halftone.api.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/** An S3 server on files that all tests of the JVM share. */
public final class TestS3 {

    public static final String ACCESS_KEY = "access";
    public static final String SECRET_KEY = "secret";

    private static final class Shared {
        private static final TestS3 S3 = start();
    }

    private final Path directory;
    private final S3Proxy server;

    private TestS3(Path directory, S3Proxy server) {
        this.directory = directory;
        this.server = server;
    }

    public static TestS3 shared() {
        return Shared.S3;
    }

    private static TestS3 start() {
        try {
            Path directory = Files.createTempDirectory("s3-").toRealPath();
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                    .ignoreUnknownHeaders(true)
                    .build();
            server.start();
            return new TestS3(directory, server);
        } catch (Exception e) {
            throw new IllegalStateException("no S3 server", e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** What an api needs to use that bucket. */
    public String[] settings(String bucket) {
        return new String[] {
            "--halftone.s3.endpoint=" + endpoint(),
            "--halftone.s3.bucket=" + bucket,
            "--halftone.s3.access-key=" + ACCESS_KEY,
            "--halftone.s3.secret-key=" + SECRET_KEY,
            "--halftone.s3.path-style=true"
        };
    }

    /** As if it had been stored. */
    public void put(String bucket, String key, byte[] bytes) {
        try {
            Path file = directory.resolve(bucket).resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] object(String bucket, String key) {
        try {
            return Files.readAllBytes(directory.resolve(bucket).resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of all objects in a bucket that begin so; parts of unfinished objects are none. */
    public List<String> keys(String bucket, String prefix) {
        Path root = directory.resolve(bucket);
        if (!Files.exists(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

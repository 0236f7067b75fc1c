package dev.halftone.api.dashboard;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.halftone.api.servers.TestDatabase;
import dev.halftone.job.JobId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An origin with product photos, and the smaller ones that a worker would have made of them. */
final class Shop implements AutoCloseable {

    private static final List<String> PHOTOS = List.of("cap.jpg", "dress.jpg", "mugs.jpg", "shirt.jpg");

    private static final String RECORD = """
            WITH image AS (
                SELECT job_id, number, decode(md5(number::text) || md5(number::text), 'hex') AS sha256
                FROM halftone.rows WHERE job_id = :job AND number = :row
            ), source AS (
                INSERT INTO halftone.sources (sha256, bytes, format, width, height, frames)
                SELECT sha256, :before, 'jpeg', 300, 300, 1 FROM image
                ON CONFLICT DO NOTHING
            ), rendition AS (
                INSERT INTO halftone.renditions
                    (source_sha256, pipeline, key, format, bytes, width, height, quality, ending)
                SELECT sha256, fingerprint, :key, 'jpeg', :after, 300, 300, 71, 'target_met'
                FROM image, (SELECT renditions->0->>'fingerprint' AS fingerprint FROM halftone.jobs WHERE id = :job)
                ON CONFLICT DO NOTHING
            ), ended AS (
                INSERT INTO halftone.outcomes (job_id, row_number, position, status, attempts, source_sha256)
                SELECT job_id, number, 0, 'succeeded', 1, sha256 FROM image
                RETURNING 1
            )
            SELECT halftone.tally(:job, count(*)::int, 0, 0, count(*) * :before, count(*) * :after) FROM ended
            """;

    private final HttpServer server;
    private final Path folder;

    private Shop(HttpServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    static Shop open(Path folder) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Path absolute = folder.toAbsolutePath().normalize();
        HttpServer server = SimpleFileServer.createFileServer(anyPort, absolute, SimpleFileServer.OutputLevel.NONE);
        server.start();
        return new Shop(server, absolute);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String origin() {
        return "http://127.0.0.1:" + port();
    }

    /** A manifest with so many rows, each with one of the photos. */
    Path manifest(int rows) throws IOException {
        StringBuilder csv = new StringBuilder("S. No.,Product Name,Input Image Urls\n");
        for (int row = 1; row <= rows; row++) {
            csv.append("%d,Product %d,%s/before/%s?row=%d\n".formatted(row, row, origin(), photo(row), row));
        }
        return Files.writeString(Files.createTempFile("catalogue", ".csv"), csv);
    }

    /** Records that the rows between both numbers succeeded, as a worker would. */
    void succeed(TestDatabase database, JobId job, int from, int to) throws IOException {
        for (int row = from; row <= to; row++) {
            String photo = photo(row);
            database.execute(
                    RECORD,
                    Map.of(
                            "job", job.value(),
                            "row", row,
                            "key", photo,
                            "before", Files.size(folder.resolve("before").resolve(photo)),
                            "after", Files.size(folder.resolve("after").resolve(photo))));
        }
    }

    private static String photo(int row) {
        return PHOTOS.get(row % PHOTOS.size());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

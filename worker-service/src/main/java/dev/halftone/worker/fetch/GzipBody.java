package dev.halftone.worker.fetch;

import dev.halftone.outcome.FailureReason;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** A body that a host compressed although it was asked not to. */
final class GzipBody {

    private GzipBody() {}

    /**
     * Undoes the compression.
     *
     * @param limit in bytes of what comes out; never is more than one byte beyond it made
     * @throws FetchFailure if it is too large, cut or no gzip
     */
    static Answer.Body inflate(Answer.Body compressed, int limit) {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(compressed.bytes()))) {
            byte[] bytes = stream.readNBytes(limit);
            if (stream.read() != -1) {
                throw new FetchFailure(FailureReason.TOO_LARGE);
            }
            Digests digests = new Digests();
            digests.add(bytes, 0, bytes.length);
            return digests.body(bytes);
        } catch (EOFException e) {
            throw new FetchFailure(FailureReason.TRUNCATED);
        } catch (IOException e) {
            throw new FetchFailure(FailureReason.CORRUPT);
        }
    }
}

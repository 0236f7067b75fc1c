package dev.halftone.faults.check;

import dev.halftone.faults.ledger.Submission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Past the api: what the origin served, PostgreSQL recorded and S3 holds is one thing, and never becomes another. */
final class ObjectsAreTheRenditions implements Check {

    private static final String SOURCES = """
            SELECT r.sources[1] AS url, encode(o.source_sha256, 'hex') AS sha256, n.key, n.bytes
            FROM halftone.rows r
            JOIN halftone.outcomes o ON o.job_id = r.job_id AND o.row_number = r.number AND o.status = 'succeeded'
            JOIN halftone.renditions n ON n.source_sha256 = o.source_sha256
            WHERE r.product_name = ?
            """;

    private static final long PATIENCE_NANOS = 20_000_000_000L;

    private final Map<String, String> hashes = new HashMap<>();

    @Override
    public String name() {
        return "S3 holds exactly the recorded renditions, of the bytes that the origin served, and none ever changes";
    }

    @Override
    public List<String> violations(Evidence evidence) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        List<String> violations = strays(evidence);
        while (!violations.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(500);
            violations = strays(evidence);
        }
        Map<String, Long> objects = evidence.bucket().sizes();
        for (Submission submission : evidence.ledger().submissions()) {
            for (Made made : evidence.database().list(SOURCES, Made::read, submission.tag())) {
                check(made, objects, evidence, violations);
            }
        }
        return violations;
    }

    /** What of a cancelled job was under way ends a moment after it, and is recorded a moment after it is stored. */
    private static List<String> strays(Evidence evidence) throws SQLException {
        Set<String> before = recorded(evidence);
        Set<String> stored = evidence.bucket().sizes().keySet();
        Set<String> after = recorded(evidence);
        List<String> strays = new ArrayList<>();
        stored.stream()
                .filter(key -> !after.contains(key))
                .forEach(key -> strays.add(key + " is stored and not recorded"));
        before.stream()
                .filter(key -> !stored.contains(key))
                .forEach(key -> strays.add(key + " is recorded and not stored"));
        return strays;
    }

    private static Set<String> recorded(Evidence evidence) throws SQLException {
        return new TreeSet<>(evidence.database().texts("SELECT key FROM halftone.renditions"));
    }

    private void check(Made made, Map<String, Long> objects, Evidence evidence, List<String> violations) {
        String path = made.url().substring(evidence.system().origin().url("").length());
        if (!made.sha256().equals(sha256(evidence.system().origin().photo(path)))) {
            violations.add(made.url() + " was recorded as other bytes than were served");
        }
        Long size = objects.get(made.key());
        if (size == null) {
            return; // told with all that are missing
        }
        if (size != made.bytes()) {
            violations.add(made.key() + " has " + size + " bytes, recorded are " + made.bytes());
        }
        String hash = sha256(evidence.bucket().bytes(made.key()));
        String before = hashes.putIfAbsent(made.key(), hash);
        if (before != null && !before.equals(hash)) {
            violations.add(made.key() + " is not the object it was");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Made(String url, String sha256, String key, long bytes) {

        static Made read(ResultSet line) throws SQLException {
            return new Made(
                    line.getString("url"), line.getString("sha256"), line.getString("key"), line.getLong("bytes"));
        }
    }
}

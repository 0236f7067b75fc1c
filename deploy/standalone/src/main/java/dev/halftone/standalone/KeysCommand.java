package dev.halftone.standalone;

import dev.halftone.standalone.client.KeyAdministration;
import dev.halftone.standalone.client.KeyAdministration.KeptKey;
import dev.halftone.standalone.client.KeyAdministration.MadeKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Makes, lists, replaces and revokes keys, by the API's own administration. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        // so that the commands below end as this one does
        scope = ScopeType.INHERIT,
        exitCodeOnInvalidInput = Halftone.USAGE,
        exitCodeOnExecutionException = Halftone.UNABLE,
        description = {
            "Makes and revokes the keys that clients of an api send as 'Authorization: Bearer ht_…'.",
            "The api was started with HALFTONE_ACCESS_ADMIN_KEY; the same is read from the environment here."
        })
final class KeysCommand {

    private static final String ADMIN_KEY = "HALFTONE_ACCESS_ADMIN_KEY";

    @Option(
            names = "--api",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "http://127.0.0.1:8080",
            description = "the api's address (default: ${DEFAULT-VALUE})")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private URI api;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Command(description = "Makes a key. Its secret is printed, and cannot be seen again.")
    void create(
            @Option(names = "--tenant", paramLabel = "NAME", required = true, description = "whose jobs it opens")
                    String tenant,
            @Option(names = "--name", paramLabel = "TEXT", required = true, description = "what it is for") String name,
            @Option(
                            names = "--days",
                            paramLabel = "DAYS",
                            description = "how long it works (default: until it is revoked)")
                    @Nullable
                    Integer days)
            throws IOException {
        try (KeyAdministration keys = keys()) {
            tell(keys.create(tenant, name, days == null ? null : Instant.now().plus(Duration.ofDays(days))));
        }
    }

    @Command(description = "Lists the latest keys, latest first.")
    void list(
            @Option(names = "--tenant", paramLabel = "NAME", description = "only keys of this tenant") @Nullable
                    String tenant)
            throws IOException {
        try (KeyAdministration keys = keys()) {
            keys.list(tenant).forEach(key -> out().println(line(key)));
        }
    }

    @Command(description = "Makes a key in another's stead, which goes on to work for a while.")
    void rotate(
            @Parameters(paramLabel = "ID") String id,
            @Option(
                            names = "--overlap",
                            paramLabel = "TIME",
                            description = "how long, such as 90m or 24h (default: what the api's settings say)")
                    @Nullable
                    String overlap)
            throws IOException {
        try (KeyAdministration keys = keys()) {
            tell(keys.rotate(id, overlap));
        }
    }

    @Command(description = "Revokes a key: within seconds, no api takes it any more.")
    void revoke(@Parameters(paramLabel = "ID") String id) throws IOException {
        try (KeyAdministration keys = keys()) {
            keys.revoke(id);
        }
    }

    /** @throws ParameterException if there is no admin key: an argument would be seen by every user of the machine */
    private KeyAdministration keys() {
        String adminKey = System.getenv(ADMIN_KEY);
        if (adminKey == null || adminKey.isBlank()) {
            throw new ParameterException(
                    spec.commandLine(), ADMIN_KEY + " is not set: it is the secret that the api was started with");
        }
        return new KeyAdministration(api, adminKey);
    }

    /** The secret alone goes where a script reads. */
    private void tell(MadeKey made) {
        KeptKey key = made.key();
        PrintWriter err = spec.commandLine().getErr();
        err.println("key " + key.id() + " of " + key.tenant() + ": the secret is told here, and never again");
        out().println(made.secret());
    }

    private static String line(KeptKey key) {
        return String.join("  ", key.id(), key.hint() + "…", key.tenant(), key.name(), state(key));
    }

    private static String state(KeptKey key) {
        if (key.revokedAt() != null) {
            return "revoked " + key.revokedAt();
        }
        if (key.expiresAt() == null) {
            return key.lastUsedAt() == null ? "never used" : "used " + key.lastUsedAt();
        }
        return (key.expiresAt().isAfter(Instant.now()) ? "expires " : "expired ") + key.expiresAt();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}

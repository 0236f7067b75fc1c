package dev.halftone.supplychain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSecretInSourcesTest {

    @TempDir
    private Path directory;

    @Test
    void theOnlyKeyAmongTheSourcesIsThatOfATestsServer() throws IOException {
        Path root = Path.of("../..").toRealPath();

        assertThat(root.resolve("halftone")).exists();
        assertThat(Secrets.under(root))
                .containsExactly("worker-service/src/test/resources/tls/self-signed.p12: a key store");
    }

    /** In two parts each, or they would be found here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIV|ATE KEY-----",
                "aws.key=AK|IAIOSFODNN7EXAMPLE",
                "token: gh|p_0123456789abcdefghijklmnopqrstuvwxyz",
                "//registry.example.com/:_authToken=npm|_0123456789abcdefghijklmnopqrstuvwxyz",
                "key=AI|zaSyA0123456789abcdefghijklmnopqrstuv",
                "xo|xb-0123456789-abcdef",
                "Bearer ey|JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlIQ",
                "Authorization: Bearer h|t_0123456789abcdefghijklmnopqrst",
                "secret = whs|ec_MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3A="
            })
    void oneThatIsPlantedIsFound(String secret) throws IOException {
        Path planted = Files.createDirectories(directory.resolve("src")).resolve("notes.md");
        Files.writeString(planted, "first\n" + secret.replace("|", "") + "\n");

        assertThat(Secrets.under(directory)).singleElement().asString().startsWith("src/notes.md:2: ");
    }
}

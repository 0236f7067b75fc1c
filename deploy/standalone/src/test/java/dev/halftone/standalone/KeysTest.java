package dev.halftone.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halftone.standalone.client.ApiException;
import dev.halftone.standalone.client.HalftoneApi;
import dev.halftone.standalone.client.KeyAdministration;
import dev.halftone.standalone.client.KeyAdministration.KeptKey;
import dev.halftone.standalone.client.KeyAdministration.MadeKey;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of a whole system that asks for them, from the first one on. */
class KeysTest {

    private static final String ADMIN_KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void keysAreMadeUsedReplacedAndRevoked() throws Exception {
        System.setProperty("halftone.access.admin-key", ADMIN_KEY);
        try (Standalone system = Standalone.start(directory.resolve("data"), ServerPorts.ANY, 0, Map.of());
                KeyAdministration keys = new KeyAdministration(system.address(), ADMIN_KEY)) {
            MadeKey first = keys.create("shop", "nightly import", null);
            MadeKey second = keys.rotate(first.key().id(), "1h");
            submit(system.address(), first.secret());
            submit(system.address(), second.secret());
            keys.revoke(first.key().id());
            assertThatThrownBy(() -> submit(system.address(), first.secret()))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("revoked");
            submit(system.address(), second.secret());
            assertThat(keys.list("shop"))
                    .extracting(KeptKey::name)
                    .containsOnly("nightly import")
                    .hasSize(2);
            assertThat(keys.list("other")).isEmpty();
            assertThatThrownBy(() -> keys.revoke("none")).isInstanceOf(ApiException.class);
        } finally {
            System.clearProperty("halftone.access.admin-key");
        }
    }

    private void submit(URI address, String key) throws Exception {
        Path manifest = Files.createTempFile(directory, "list", ".csv");
        Files.writeString(manifest, "S. No.,Product Name,Input Image Urls\n1,Mug,https://img.example.com/1.jpg\n");
        try (HalftoneApi api = new HalftoneApi(address, key)) {
            assertThat(api.answers()).isTrue();
            api.submit(manifest, Map.of("mode", "dry_run"));
        }
    }
}

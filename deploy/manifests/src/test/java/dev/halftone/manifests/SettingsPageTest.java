package dev.halftone.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

    @Test
    void thePageSaysWhatTheRecordsDo() throws IOException {
        String page = SettingsPage.of("api", "worker");
        Path made = Files.writeString(Path.of("target/settings.md"), page);
        assertThat(Manifests.read(Manifests.ROOT.resolve("docs/settings.md")))
                .as("cp deploy/manifests/%s docs/settings.md", made)
                .isEqualTo(page);
    }
}

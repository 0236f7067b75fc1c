package dev.halftone.worker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class S3SettingsTest {

    @Test
    void everySettingHasADefault() {
        assertThat(bound(Map.of()))
                .isEqualTo(new S3Settings(null, "us-east-1", "halftone", "", "", true, 64, Duration.ofSeconds(20)));
    }

    @Test
    void everySettingIsSetByItsName() {
        assertThat(bound(Map.of(
                        "endpoint", "http://s3.example:9000",
                        "region", "eu-central-1",
                        "bucket", "images",
                        "access-key", "a",
                        "secret-key", "s",
                        "path-style", "false",
                        "connections", "8",
                        "timeout", "3s")))
                .isEqualTo(new S3Settings(
                        URI.create("http://s3.example:9000"),
                        "eu-central-1",
                        "images",
                        "a",
                        "s",
                        false,
                        8,
                        Duration.ofSeconds(3)));
    }

    @Test
    void theKeysAreNotShown() {
        assertThat(bound(Map.of("access-key", "known", "secret-key", "hidden")))
                .asString()
                .doesNotContain("known")
                .doesNotContain("hidden");
    }

    @ParameterizedTest
    @CsvSource({"bucket, ' '", "access-key, only", "connections, 0", "timeout, 0s"})
    void aSettingThatCannotWorkIsRefusedByName(String name, String value) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(Map.of(name, value)))
                .havingRootCause()
                .withMessageContaining(name);
    }

    private static S3Settings bound(Map<String, String> values) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        values.forEach((name, value) -> source.put("halftone.s3." + name, value));
        return new Binder(source).bindOrCreate("halftone.s3", S3Settings.class);
    }
}

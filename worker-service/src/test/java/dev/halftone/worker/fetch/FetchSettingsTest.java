package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class FetchSettingsTest {

    @Test
    void everySettingHasADefault() {
        assertThat(bound(Map.of()))
                .isEqualTo(new FetchSettings(
                        DataSize.ofMegabytes(25),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        DataSize.ofKilobytes(1),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        4,
                        64,
                        16));
    }

    @Test
    void everySettingIsSetByItsName() {
        assertThat(bound(Map.of(
                        "max-bytes", "1MB",
                        "connect-timeout", "1s",
                        "first-byte-timeout", "2s",
                        "min-rate", "2KB",
                        "min-rate-window", "4s",
                        "total-timeout", "3s",
                        "max-redirects", "0",
                        "concurrency", "5",
                        "concurrency-per-host", "2")))
                .isEqualTo(new FetchSettings(
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        DataSize.ofKilobytes(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(3),
                        0,
                        5,
                        2));
    }

    @ParameterizedTest
    @CsvSource({
        "max-bytes,0B",
        "max-bytes,2GB",
        "min-rate,-1B",
        "min-rate-window,0s",
        "total-timeout,0s",
        "concurrency,0",
        "max-redirects,-1"
    })
    void aSettingThatCannotWorkIsRefusedByName(String name, String value) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(Map.of(name, value)))
                .havingRootCause()
                .withMessageContaining("halftone.fetch." + name);
    }

    private static FetchSettings bound(Map<String, String> values) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        values.forEach((name, value) -> source.put("halftone.fetch." + name, value));
        return new Binder(source).bindOrCreate("halftone.fetch", FetchSettings.class);
    }
}

package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ProcessSettingsTest {

    @Test
    void everySettingHasASafeDefault() {
        assertThat(bound(Map.of()))
                .isEqualTo(new ProcessSettings(
                        0,
                        Duration.ofSeconds(30),
                        50_000_000,
                        500,
                        DataSize.ofGigabytes(1),
                        DataSize.ofMegabytes(64),
                        1_000,
                        3))
                .returns(Runtime.getRuntime().availableProcessors(), ProcessSettings::threadCount);
    }

    @Test
    void everySettingHasItsName() {
        assertThat(bound(Map.of(
                        "halftone.process.threads", "3",
                        "halftone.process.timeout", "5s",
                        "halftone.process.max-pixels", "1000",
                        "halftone.process.max-frames", "7",
                        "halftone.process.max-memory", "256MB",
                        "halftone.process.max-rendition-bytes", "2MB",
                        "halftone.process.images-per-child", "9",
                        "halftone.process.max-deaths", "1")))
                .isEqualTo(new ProcessSettings(
                        3, Duration.ofSeconds(5), 1000, 7, DataSize.ofMegabytes(256), DataSize.ofMegabytes(2), 9, 1))
                .returns(3, ProcessSettings::threadCount);
    }

    @Test
    void nonsenseIsRefused() {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(Map.of("halftone.process.timeout", "0s")))
                .havingRootCause()
                .withMessageContaining("timeout");
    }

    private static ProcessSettings bound(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("halftone.process", ProcessSettings.class);
    }
}

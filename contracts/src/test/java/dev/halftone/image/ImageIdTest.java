package dev.halftone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.halftone.job.JobId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIdTest {

    @Test
    void itsTextNamesTheImageAgain() {
        ImageId id = new ImageId(JobId.next(), 1_000_000, 31);
        assertThat(id).hasToString(id.job() + "-1000000-31");
        assertThat(ImageId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "lamp",
                "0199d3a1-7c00-7000-8000-000000000001",
                "0199d3a1-7c00-7000-8000-000000000001-1",
                "0199d3a1-7c00-7000-8000-000000000001-0-0",
                "0199d3a1-7c00-7000-8000-000000000001-1--1",
                "0199d3a1-7c00-7000-8000-000000000001-1-0-0",
                "0199d3a1-7c00-7000-8000-000000000001-4294967297-0",
                "199d3a1-7c00-7000-8000-000000000001-1-0",
                "0199d3a1-7c00-7000-8000-00000000000g-1-0"
            })
    void whatNamesNoImageIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageId.parse(text));
    }
}

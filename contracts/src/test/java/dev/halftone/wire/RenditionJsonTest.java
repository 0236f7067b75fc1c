package dev.halftone.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Rendition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RenditionJsonTest {

    private static final int DEEP = 10_000;

    static String[] hostile() {
        String step = "{\"operation\":\"compress\",\"ratio\":0.5}";
        return new String[] {
            "null",
            "[null]",
            "[[]]",
            "{}",
            "0",
            "\"\"",
            "",
            "[",
            "[{\"operation\":null}]",
            "[{\"operation\":{}}]",
            "[{\"name\":\"a\"}]",
            "[{\"name\":null,\"pipeline\":[" + step + "]}]",
            "[{\"name\":\"a\",\"pipeline\":null}]",
            "[{\"name\":\"a\",\"pipeline\":[null]}]",
            "[{\"name\":{\"a\":1},\"pipeline\":[" + step + "]}]",
            "[" + step + "] []",
            "[{\"operation\":\"compress\",\"ratio\":" + "9".repeat(2000) + "}]",
            "[{\"operation\":\"compress\",\"ratio\":1e999999999}]",
            "[{\"operation\":\"resize\",\"width\":" + "[".repeat(400) + "]".repeat(400) + "}]",
            "[".repeat(DEEP),
            "[".repeat(DEEP) + "]".repeat(DEEP),
            "[" + "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP) + "]",
            "[" + (step + ",").repeat(500) + step + "]"
        };
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatIsNoneIsRefusedWhateverItIs(String json) {
        assertThatThrownBy(() -> RenditionJson.read(json)).isInstanceOf(InvalidPipelineException.class);
        assertThatThrownBy(() -> RenditionJson.readPipeline(json)).isInstanceOf(InvalidPipelineException.class);
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(RenditionJson.read(RenditionJson.write(Rendition.DEFAULT))).isEqualTo(Rendition.DEFAULT);
    }
}

package dev.halftone.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.halftone.image.SchemaCheck;
import dev.halftone.outcome.AnalysisResult;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.json.JsonMapper;

class AnalysesTest {

    static final List<Analysis> ALL = Analyses.ALL;

    private static final TestPicture PICTURE =
            TestPicture.of(9, 5, (x, y) -> TestPicture.opaque(20 * x, 50 * y, x * y));

    @Test
    void noNameIsTakenTwice() {
        assertThat(Analyses.names(ALL))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void itsResultIsWhatItsSchemaSays(Analysis analysis) {
        AnalysisResult result = new AnalysisResult(analysis.name(), analysis.of(PICTURE));

        assertThat(analysis.description()).endsWith(".");
        assertThat(new SchemaCheck(members(analysis.schema())).faults(plain(result.value())))
                .isEmpty();
        assertThat(new SchemaCheck(members(analysis.schema())).faults(List.of()))
                .isNotEmpty();
    }

    @Test
    void theFactsOfTheFileAreThoseOfTheFile() {
        Map<String, Object> facts = new LinkedHashMap<>();
        ALL.subList(0, 4).forEach(analysis -> facts.put(analysis.name(), analysis.of(PICTURE)));

        assertThat(facts)
                .containsExactly(
                        Map.entry("md5", "900150983cd24fb0d6963f7d28e17f72"),
                        Map.entry("sha256", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
                        Map.entry("dimensions", Map.of("width", 3000, "height", 2000, "frames", 7)),
                        Map.entry("format", "avif"));
    }

    @Test
    void namesAreReadInAnyOrderAndEachOnce() {
        assertThat(Analyses.names(Analyses.named(List.of("blurhash", "md5", "blurhash"))))
                .containsExactly("md5", "blurhash");
        assertThat(Analyses.named(List.of())).isEmpty();
    }

    @Test
    void aNameThatIsNonesIsPointedAt() {
        assertThatThrownBy(() -> Analyses.named(List.of("md5", "blur-hash")))
                .hasMessageStartingWith("no analysis is called 'blur-hash'; there are md5, sha256, ")
                .asInstanceOf(type(UnknownAnalysisException.class))
                .returns(1, UnknownAnalysisException::index);
        assertThatThrownBy(() -> Analyses.named(Arrays.asList((String) null)))
                .hasMessageStartingWith("no analysis is called 'null'");
        assertThatThrownBy(() -> Analyses.named(List.of("x".repeat(9_000))))
                .message()
                .hasSizeLessThan(300);
    }

    @Test
    void aResultIsJsonThatCanBeStored() {
        Map<String, Object> value =
                Map.of("texts", List.of("a", ""), "number", 1.5, "flags", List.of(true, List.of(7)));
        assertThat(new AnalysisResult("it", value).value()).isEqualTo(value);
        for (Object none : List.of(Double.NaN, 7L, "a\0b", new byte[1], List.of(Float.MAX_VALUE), Map.of("a\0", 1))) {
            assertThatIllegalArgumentException().isThrownBy(() -> new AnalysisResult("it", none));
        }
        Object deep = "end";
        for (int level = 0; level < 9; level++) {
            deep = List.of(deep);
        }
        Object tooDeep = deep;
        assertThatIllegalArgumentException().isThrownBy(() -> new AnalysisResult("it", tooDeep));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> members(Map<String, Object> map) {
        return (Map<String, Object>) plain(map);
    }

    /** As a client gets it. */
    private static Object plain(Object value) {
        JsonMapper json = JsonMapper.shared();
        return json.readValue(json.writeValueAsString(value), Object.class);
    }
}

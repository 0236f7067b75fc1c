package dev.halftone.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halftone.analysis.Analyses;
import dev.halftone.image.Rendition;
import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RowMessageJsonTest {

    private static final RowMessage MESSAGE = new RowMessage(
            new Row(
                    JobId.parse("01932c07-4a4f-7c5e-9d6b-3f1f0a2b4c5d"),
                    17,
                    "SN-1",
                    "Dress, \"Evening\"",
                    List.of(new Source(0, "https://example.com/a.jpg"), new Source(2, "https://example.com/b.png"))),
            Rendition.DEFAULT);

    @Test
    void theGoldenMessageOfVersion1IsWrittenToTheLetter() {
        assertThat(new String(RowMessageJson.write(MESSAGE), StandardCharsets.UTF_8))
                .isEqualTo(golden());
    }

    @Test
    void theGoldenMessageOfVersion1IsRead() throws Exception {
        assertThat(RowMessageJson.read(golden().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(MESSAGE);
    }

    @Test
    void theGoldenMessageWithAnalysesIsWrittenToTheLetterAndRead() throws Exception {
        RowMessage analysed = new RowMessage(
                MESSAGE.row(), MESSAGE.renditions(), Analyses.named(List.of("dominant-colour", "blurhash")), null);
        String golden = golden("row-message-v1-analyses.json");
        assertThat(new String(RowMessageJson.write(analysed), StandardCharsets.UTF_8))
                .isEqualTo(golden);
        assertThat(read(golden)).isEqualTo(analysed);
    }

    @Test
    void anAnalysisThatIsNotKnownHereMakesTheMessageUnreadable() {
        assertUnreadable(golden("row-message-v1-analyses.json").replace("blurhash", "tomorrow"));
    }

    @Test
    void unknownFieldsAreIgnored() throws Exception {
        String extended = golden().replaceFirst("\\{", "{\"tomorrow\":{\"a\":[1]},");
        assertThat(RowMessageJson.read(extended.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(MESSAGE);
    }

    @Test
    void anotherVersionIsKnownAsSuchWhateverElseItSays() {
        assertThatThrownBy(() -> read("{\"version\":2,\"row\":{\"number\":1},\"sources\":7}"))
                .isInstanceOf(UnknownVersionException.class);
    }

    @Test
    void garbageIsUnreadableAndOfNoVersion() {
        assertUnreadable("garbage");
        assertUnreadable("null");
        assertUnreadable("{}");
        assertUnreadable("{\"version\":1}");
    }

    private static void assertUnreadable(String text) {
        assertThatThrownBy(() -> read(text)).isExactlyInstanceOf(UnreadableMessageException.class);
    }

    private static RowMessage read(String text) throws UnreadableMessageException {
        return RowMessageJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String golden() {
        return golden("row-message-v1.json");
    }

    private static String golden(String name) {
        try (InputStream file = RowMessageJsonTest.class.getResourceAsStream("/golden/" + name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

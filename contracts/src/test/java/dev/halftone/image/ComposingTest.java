package dev.halftone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.halftone.wire.RenditionJson;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked for of another image, and what is found for it. */
class ComposingTest {

    private static final String GRAY = "{'operation':'grayscale'}";
    private static final String MARK = "{'operation':'watermark','image':'" + Steps.MARK + "'}";

    private final Pipeline asked = Steps.pipeline(GRAY, MARK);
    private final Pipeline accepted = asked.accepted(Map.of(Steps.MARK, Steps.MARK_OBJECT));

    @Test
    void anAcceptedPipelineNamesTheObjectAndIsAskedForWithout() {
        assertThat(accepted.steps().getLast()).containsEntry("object", Steps.MARK_OBJECT);
        assertThat(accepted.composing())
                .allSatisfy(mark -> assertThat(mark.object()).contains(Steps.MARK_OBJECT));
        assertThat(accepted.asked()).isEqualTo(asked.asked()).isEqualTo(asked.steps());
        assertThat(Pipeline.read(accepted.asked())).isEqualTo(asked);
    }

    @Test
    void theFingerprintTellsTheObject() {
        Pipeline other = asked.accepted(Map.of(Steps.MARK, Steps.MARK_OBJECT.replace("0123", "3210")));
        assertThat(List.of(asked.fingerprint(), accepted.fingerprint(), other.fingerprint()))
                .doesNotHaveDuplicates();
        assertThat(Pipeline.readAccepted(accepted.steps()).fingerprint()).isEqualTo(accepted.fingerprint());
    }

    @Test
    void whatIsStoredIsReadAsItWasAcceptedAndNeverAsWhatAClientAsksFor() {
        List<Rendition> renditions = List.of(new Rendition("out", accepted));
        String json = RenditionJson.write(renditions);

        assertThat(RenditionJson.readAccepted(json)).isEqualTo(renditions);
        assertThatThrownBy(() -> RenditionJson.read(json))
                .hasMessageStartingWith("'out': step 2: watermark has no parameter 'object'")
                .asInstanceOf(type(InvalidPipelineException.class))
                .returns("/0/pipeline/1/object", InvalidPipelineException::pointer);
    }

    @Test
    void nothingButARenditionIsLaidOn() {
        assertThatThrownBy(() -> asked.accepted(Map.of(Steps.MARK, "uploads/someone-elses")))
                .hasMessageContaining("the key of a rendition");
    }

    @Test
    void anImageThatThereIsNotIsPointedAtWithWhatToDo() {
        assertThatThrownBy(() -> Rendition.at(3, "card", () -> asked.accepted(Map.of())))
                .hasMessageStartingWith(
                        "'card': step 2: watermark: 'image' is " + Steps.MARK + ", but takes the SHA-256")
                .hasMessageContaining("Submit that image first")
                .asInstanceOf(type(InvalidPipelineException.class))
                .returns("/3/pipeline/1/image", InvalidPipelineException::pointer);
    }
}

package dev.halftone.worker.process.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.halftone.analysis.Analyses;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.image.Steps;
import dev.halftone.outcome.AnalysisResult;
import dev.halftone.outcome.Ending;
import dev.halftone.outcome.FailureReason;
import dev.halftone.worker.process.EncodedRendition;
import dev.halftone.worker.process.ProcessedImage;
import dev.halftone.worker.process.Wanted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes between a worker and a child, and what a worker does not take. */
class WireTest {

    private static final List<Rendition> RENDITIONS = List.of(
            new Rendition("half", Pipeline.DEFAULT),
            new Rendition(
                    "thumb",
                    Pipeline.read(List.of(
                            Map.of("operation", "resize", "width", 200, "height", 100, "fit", "cover"),
                            Map.of("operation", "convert", "format", "webp"),
                            Map.of("operation", "compress", "quality", 60)))));

    private static final Wanted ASKED =
            new Wanted(RENDITIONS, Analyses.named(List.of("md5", "dimensions", "blurhash")));

    private static final Answer MADE = new Answer.Made(new ProcessedImage(
            ImageFormat.PNG,
            40,
            30,
            2,
            List.of(
                    new EncodedRendition(
                            RENDITIONS.getFirst(),
                            ImageFormat.PNG,
                            new byte[] {1, 2, 3},
                            40,
                            30,
                            null,
                            Ending.TARGET_MET),
                    new EncodedRendition(RENDITIONS.getLast(), ImageFormat.WEBP, new byte[5], 20, 15, 60, null)),
            List.of(
                    new AnalysisResult("md5", "9e10"),
                    new AnalysisResult("dimensions", Map.of("width", 40, "more", List.of(1.5, true))),
                    new AnalysisResult("blurhash", "L7"))));

    @Test
    void aRequestArrivesAsItWasSent() throws IOException {
        Map<String, byte[]> pictures = Map.of("renditions/ab", new byte[] {6, 7, 8});
        Request read = Request.readFrom(sent(out -> new Request(new byte[] {4, 5}, ASKED, pictures).writeTo(out)));

        assertThat(read.wanted()).isEqualTo(ASKED);
        assertThat(read.source()).containsExactly(4, 5);
        assertThat(read.pictures()).containsOnlyKeys("renditions/ab");
        assertThat(read.pictures().get("renditions/ab")).containsExactly(6, 7, 8);
    }

    @Test
    void everyOperationArrivesAsItWasSent() throws IOException {
        List<Rendition> each = Steps.ONE_OF_EACH.stream()
                .map(step -> new Rendition("out", Steps.accepted(step)))
                .toList();

        assertThat(Request.readFrom(sent(out -> new Request(new byte[0], Wanted.of(each), Map.of()).writeTo(out)))
                        .wanted())
                .isEqualTo(Wanted.of(each));
    }

    @Test
    void anAnswerArrivesAsItWasSent() throws IOException {
        assertThat(read(MADE, 8)).usingRecursiveComparison().isEqualTo(MADE);
        Answer failed = new Answer.Failed(FailureReason.CORRUPT, "no such marker");
        assertThat(read(failed, 0)).isEqualTo(failed);
        Answer broken = new Answer.Broken("no memory");
        assertThat(read(broken, 0)).isEqualTo(broken);
    }

    @Test
    void moreBytesThanAllowedAreNotRead() {
        assertThatIOException().isThrownBy(() -> read(MADE, 7)).withMessageContaining("5 bytes");
    }

    @Test
    void aResultThatIsNoneIsNotRead() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> readResult(List.of("x".repeat(40_000), "y".repeat(40_000))))
                .withMessageContaining("65536");
        assertThatIOException().isThrownBy(() -> readResult(Double.NaN)).withMessageContaining("means nothing");
        assertThatIOException().isThrownBy(() -> readResult("a\0b")).withMessageContaining("means nothing");
        Object deep = 1;
        for (int level = 0; level < 10; level++) {
            deep = List.of(deep);
        }
        Object tooDeep = deep;
        assertThatIOException().isThrownBy(() -> readResult(tooDeep)).withMessageContaining("a value within a value");
        assertThat(readResult("fine")).isEqualTo("fine");
    }

    /** As a child that was taken over could say it. */
    private static Object readResult(Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Values.write(value, new DataOutputStream(bytes));
        DataInputStream answer = sent(out -> {
            out.writeByte('m');
            out.writeUTF("png");
            out.writeInt(1);
            out.writeInt(1);
            out.writeInt(1);
            out.writeInt(bytes.size());
            bytes.writeTo(out);
        });
        Wanted asked = new Wanted(List.of(), Analyses.named(List.of("md5")));
        return ((Answer.Made) Answer.readFrom(answer, asked, 0))
                .image()
                .analyses()
                .getFirst()
                .value();
    }

    @Test
    void aLogLineStaysOne() throws IOException {
        assertThat(read(new Answer.Broken("first\nsecond\r\n\u001b[31mthird"), 0))
                .isEqualTo(new Answer.Broken("first second   [31mthird"));
    }

    @Test
    void nonsenseIsNoAnswer() throws IOException {
        assertThatIOException().isThrownBy(() -> Answer.readFrom(sent(out -> out.writeByte('x')), ASKED, 100));
        assertThatIOException().isThrownBy(() -> Answer.readFrom(sent(WireTest::unknownReason), ASKED, 100));
        assertThatIOException().isThrownBy(() -> Answer.readFrom(sent(out -> {}), ASKED, 100));
        byte[] whole = sent(MADE::writeTo).readAllBytes();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatIOException()
                    .isThrownBy(() -> Answer.readFrom(new DataInputStream(new ByteArrayInputStream(part)), ASKED, 100));
        }
    }

    private static void unknownReason(DataOutputStream out) throws IOException {
        out.writeByte('f');
        out.writeUTF("bad_luck");
        out.writeUTF("");
    }

    private static Answer read(Answer answer, long maxBytes) throws IOException {
        return Answer.readFrom(sent(answer::writeTo), ASKED, maxBytes);
    }

    @FunctionalInterface
    private interface Sender {
        void send(DataOutputStream out) throws IOException;
    }

    private static DataInputStream sent(Sender sender) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sender.send(new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }
}

package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.halftone.image.ImageFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** A stop reaches into libvips. */
@SpringJUnitConfig(ProcessContext.class)
class StopTest {

    private final ImageCodec codec;
    private final PipelineRunner runner;

    @Autowired
    StopTest(ImageCodec codec, PipelineRunner runner) {
        this.codec = codec;
        this.runner = runner;
    }

    @Test
    void decodingEndsEarly() {
        Stop stop = new Stop();
        try (OpenImage image = codec.open(Samples.read("formats/flowers.jpeg"), ImageFormat.JPEG, stop)) {
            stop.request();
            assertThatExceptionOfType(UnreadableImageException.class).isThrownBy(() -> image.decode(1, false));
        }
    }

    @Test
    void encodingEndsBeforeItBegins() {
        Stop stop = new Stop();
        try (OpenImage image = codec.open(Samples.read("formats/flowers.jpeg"), ImageFormat.JPEG, stop);
                Bitmap bitmap = image.decode(1, false)) {
            stop.request();
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> bitmap.encode(new Encoding.LosslessPng()));
        }
    }

    @Test
    void aStoppedImageIsNoImageFailure() {
        Stop stop = new Stop();
        stop.request();
        byte[] source = Samples.read("formats/flowers.jpeg");
        assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> runner.run(source, List.of(), stop));
    }

    @Test
    void listenersHearOnceAndNoMoreOnceTheyLeft() {
        Stop stop = new Stop();
        AtomicInteger heard = new AtomicInteger();
        stop.onRequest(heard::incrementAndGet).close();
        stop.request();
        assertThat(heard).hasValue(0);

        stop.onRequest(heard::incrementAndGet);
        assertThat(heard).hasValue(1);
    }
}

package dev.halftone.worker.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.Rendition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Runs pipelines on real files. */
abstract class RenditionCase {

    static final String TO_PNG = "[{\"operation\":\"convert\",\"format\":\"png\"}]";

    final PipelineRunner runner = InProcess.RUNNER;

    double[] meanOf(String file) {
        return Samples.mean(Samples.decoded(
                only(Samples.read(file), Samples.pipeline(TO_PNG)).bytes()));
    }

    EncodedRendition only(byte[] source, List<Rendition> renditions) {
        List<EncodedRendition> made = runner.run(source, renditions).renditions();
        assertThat(made).hasSize(1);
        return made.getFirst();
    }

    static ImageReader reader(byte[] file) throws IOException {
        ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(file));
        ImageReader reader = ImageIO.getImageReaders(stream).next();
        reader.setInput(stream);
        return reader;
    }
}

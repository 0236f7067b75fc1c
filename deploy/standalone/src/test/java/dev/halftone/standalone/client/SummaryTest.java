package dev.halftone.standalone.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageFormat;
import dev.halftone.job.JobState;
import dev.halftone.outcome.Ending;
import dev.halftone.outcome.FailureReason;
import dev.halftone.standalone.client.ImageResult.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void itSaysHowManyHowMuchWhyNotAndWhere() {
        Tally tally = new Tally();
        tally.add(succeeded(Ending.TARGET_MET));
        tally.add(succeeded(Ending.TARGET_MET));
        tally.add(succeeded(Ending.QUALITY_FLOOR));
        tally.add(succeeded(Ending.ALREADY_SMALL));
        for (int line = 2; line < 7; line++) {
            tally.add(failed(line, FailureReason.HTTP_STATUS, 404));
        }
        tally.add(failed(9, FailureReason.CORRUPT, null));
        StringWriter text = new StringWriter();

        new Summary(
                        new SubmittedJob("0199d3a1", 9, 10, 1),
                        ProgressDisplayTest.job(JobState.COMPLETED_WITH_ERRORS, 4, 6, null),
                        tally,
                        Duration.ofMillis(6120))
                .print(new PrintWriter(text), Path.of("/out/report.csv"), Path.of("/out"));

        assertThat(text.toString()).isEqualToNormalizingNewlines("""

                4 of 20 images made in 6.1 s: 3.4 MB became 1.5 MB, 1.9 MB (56 %) saved
                  2 as small as asked
                  1 as small as their quality allows (quality_floor)
                  1 small already, kept as they were (already_small)
                  1 failed: corrupt. The image cannot be decoded. Check the file at the URL.
                      line 9: http://o.example/9.jpg
                  5 failed: http_status 404. The host answered with an error status. Check that the URL answers with the image.
                      line 2: http://o.example/2.jpg
                      line 3: http://o.example/3.jpg
                      line 4: http://o.example/4.jpg
                  1 rows of the manifest were rejected and left out

                Images   /out
                Report   /out/report.csv
                Request  0199d3a1
                """);
    }

    private static ImageResult succeeded(Ending ending) {
        return new ImageResult(
                1,
                1,
                1,
                "http://o.example/1.jpg",
                "succeeded",
                null,
                null,
                List.of(new Output("compressed", URI.create("http://s/1"), ImageFormat.JPEG, 1, ending)));
    }

    private static ImageResult failed(int line, FailureReason reason, @Nullable Integer status) {
        return new ImageResult(line, line, 1, "http://o.example/" + line + ".jpg", "failed", reason, status, null);
    }
}

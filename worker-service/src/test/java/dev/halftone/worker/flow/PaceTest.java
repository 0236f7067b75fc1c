package dev.halftone.worker.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.image.ImageId;
import dev.halftone.job.JobId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class PaceTest {

    private static final JobId JOB = JobId.next();

    private final AtomicInteger queue = new AtomicInteger();
    private final Pace pace = new Pace(queue::get, 4);
    private final List<ImageId> begun = new ArrayList<>();
    private final Deque<Sinks.Empty<Void>> running = new ArrayDeque<>();

    @Test
    void twoAreBegunForEachThatEndsWhileTheDecoderLacksWork() {
        begin(100);
        assertThat(begun).hasSize(4);
        end(4);
        assertThat(running).hasSize(8);
        end(8);
        assertThat(running).hasSize(16);
    }

    @Test
    void oneIsBegunForEachThatEndsWhileTheDecoderHasWork() {
        begin(100);
        queue.set(1);
        end(10);
        queue.set(4);
        end(10);
        assertThat(running).hasSize(4);
    }

    @Test
    void noneIsBegunForOneThatEndsWhileTooManyWaitForTheDecoder() {
        begin(100);
        end(12);
        assertThat(running).hasSize(16);
        queue.set(5);
        end(12);
        assertThat(running).hasSize(4);
        end(12);
        assertThat(running).as("so many always go on").hasSize(4);
    }

    @Test
    void itIsLeftAloneWhileNobodyWaits() {
        begin(4);
        end(4);
        pace.step();
        assertThat(pace.images()).isEqualTo(4);
    }

    @Test
    void slowOriginsDoNotKeepOthersWaitingForLong() {
        begin(100);
        pace.step();
        pace.step();
        assertThat(running).hasSize(6);
        end(1);
        assertThat(running).hasSize(7);
        pace.step();
        assertThat(running).as("one has ended since the step before").hasSize(7);
        pace.step();
        assertThat(running).hasSize(8);
        queue.set(1);
        pace.step();
        assertThat(running).hasSize(8);
    }

    @Test
    void jobsTakeTurns() {
        begin(100);
        ImageId small = new ImageId(JobId.next(), 1, 0);
        begin(small);
        end(1);
        assertThat(begun).contains(small);
    }

    @Test
    void nothingIsBegunOnceItIsClosed() {
        begin(100);
        end(2);
        pace.close();
        assertThat(pace.isIdle()).isFalse();
        pace.step();
        end(6);
        assertThat(running).isEmpty();
        assertThat(pace.isIdle()).isTrue();
        pace.step();
        pace.step();
        assertThat(pace.isIdle()).isTrue();
    }

    private void begin(int images) {
        for (int row = 1; row <= images; row++) {
            begin(new ImageId(JOB, row, 0));
        }
    }

    private void begin(ImageId id) {
        pace.keep(id.job(), Mono.defer(() -> {
                    begun.add(id);
                    Sinks.Empty<Void> end = Sinks.empty();
                    running.add(end);
                    return end.asMono();
                }))
                .subscribe();
    }

    private void end(int images) {
        for (int image = 0; image < images; image++) {
            Objects.requireNonNull(running.poll()).tryEmitEmpty();
        }
    }
}

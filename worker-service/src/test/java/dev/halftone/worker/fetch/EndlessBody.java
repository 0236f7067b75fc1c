package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** A body that goes on for as long as somebody is connected. */
final class EndlessBody {

    private static final int FAR_LESS_THAN_ENDLESS = 20_000_000;

    private final AtomicInteger written = new AtomicInteger();

    void write(OutputStream out) throws IOException {
        byte[] block = new byte[16 * 1024];
        while (true) {
            out.write(block);
            written.addAndGet(block.length);
        }
    }

    void assertNobodyReads() throws InterruptedException {
        Thread.sleep(200);
        int then = written.get();
        Thread.sleep(200);
        assertThat(written).hasValue(then);
        assertThat(then).isLessThan(FAR_LESS_THAN_ENDLESS);
    }
}

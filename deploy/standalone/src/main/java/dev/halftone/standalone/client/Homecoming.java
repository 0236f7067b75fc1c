package dev.halftone.standalone.client;

import dev.halftone.standalone.client.ImageResult.Output;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings home what a job made: the images, the report, and what the outcomes add up to. */
public final class Homecoming {

    private static final int DOWNLOADS = 4;

    private final HalftoneApi api;
    private final Path directory;
    private final LocalCopies copies = new LocalCopies();
    private final Tally tally = new Tally();

    /** @param directory where images and report go; made if it is missing */
    public Homecoming(HalftoneApi api, Path directory) {
        this.api = api;
        this.directory = directory;
    }

    /** Fetches every stored image, some at a time, and counts how all ended. */
    public Tally fetchImages(SubmittedJob job) throws IOException {
        Files.createDirectories(directory);
        OutputNames names = new OutputNames(directory, job.rows());
        try (ExecutorService downloads = Executors.newFixedThreadPool(DOWNLOADS)) {
            api.images(job.requestId(), page -> fetch(page, names, downloads));
        }
        return tally;
    }

    /** Writes the report as the API gives it. */
    public Path writeReport(SubmittedJob job) throws IOException {
        Path report = directory.resolve("report.csv");
        api.report(job.requestId(), report);
        return report;
    }

    /** Writes the report with the addresses of the fetched images, for when the system that stored them is about to end. */
    public Path writeReportOfCopies(SubmittedJob job) throws IOException {
        Path report = writeReport(job);
        LocalReport.pointToCopies(report, copies);
        return report;
    }

    private void fetch(List<ImageResult> page, OutputNames names, ExecutorService downloads) throws IOException {
        page.forEach(tally::add);
        List<Callable<Path>> tasks = new ArrayList<>();
        for (ImageResult image : page) {
            for (Output output : image.outputs()) {
                Path target = names.of(image, output);
                tasks.add(() -> fetch(output, target));
            }
        }
        try {
            for (Future<Path> done : downloads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("a stored image cannot be fetched: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the images were not waited for");
        }
    }

    private Path fetch(Output output, Path target) throws IOException {
        Files.createDirectories(target.getParent());
        api.download(output.url(), target);
        copies.add(output.url(), target);
        return target;
    }
}

package dev.halftone.manifests;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/** What a service may take of its container's memory, and its child processes with it. */
final class Memory {

    /** Classes, compiled code, stacks, and what lies in {@code /tmp} where that is memory. */
    private static final DataSize REST = DataSize.ofMegabytes(256);

    private static final Pattern LIMIT = Pattern.compile("(\\d+)([GM])i?", Pattern.CASE_INSENSITIVE);
    private static final Pattern HEAP = Pattern.compile("-XX:MaxRAMPercentage=(\\d+)");

    private Memory() {}

    /** As Kubernetes and Compose write it. */
    static DataSize limit(Node limit) {
        Matcher matcher = LIMIT.matcher(limit.text());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(limit.path() + " is " + limit.text());
        }
        long number = Long.parseLong(matcher.group(1));
        return matcher.group(2).equalsIgnoreCase("G") ? DataSize.ofGigabytes(number) : DataSize.ofMegabytes(number);
    }

    /** What the virtual machine makes of a container's limit. */
    static DataSize heap(String service, DataSize limit) {
        Matcher share = HEAP.matcher(Manifests.read(Manifests.ROOT.resolve("deploy/docker/" + service + ".options")));
        if (!share.find()) {
            throw new IllegalStateException("the " + service + "'s heap is not the container's");
        }
        return DataSize.ofBytes(limit.toBytes() * Long.parseLong(share.group(1)) / 100);
    }

    /**
     * At the most: the heap, as much for Netty's buffers, the children, and the rest.
     *
     * @param cores that the container may use
     */
    static DataSize needed(String service, Settings settings, int cores, DataSize limit) {
        return DataSize.ofBytes(2 * heap(service, limit).toBytes()
                + REST.toBytes()
                + (service.equals("worker") ? children(settings, cores) : 0));
    }

    private static long children(Settings worker, int cores) {
        int threads = worker.number("halftone.process.threads");
        return (threads == 0 ? cores : threads)
                * worker.size("halftone.process.max-memory").toBytes();
    }
}

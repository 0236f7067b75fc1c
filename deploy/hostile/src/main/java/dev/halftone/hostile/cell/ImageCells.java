package dev.halftone.hostile.cell;

import static dev.halftone.hostile.client.Item.SUCCEEDED;

import dev.halftone.hostile.client.Ending;
import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.client.Job;
import dev.halftone.hostile.image.Bomb;
import dev.halftone.hostile.image.Bombs;
import dev.halftone.hostile.image.Endings;
import dev.halftone.hostile.image.Mutator;
import dev.halftone.hostile.image.Pictures;
import dev.halftone.hostile.peer.Script;
import dev.halftone.hostile.system.Peers;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Files that are odd, that explode, and that are damaged in thousands of ways. */
final class ImageCells {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_FOR_THOUSANDS = Duration.ofMinutes(40);
    private static final int MOST_RETURNED = 300;

    private static final List<String> WHOLE = List.of(
            "16-bit-grey-alpha.png",
            "4.webp",
            "5_webp_a.webp",
            "8bit_depth.tiff",
            "Channel_digital_image_CMYK_color.jpg",
            "Landscape_6.jpg",
            "Portrait_8.jpg",
            "animated-loop-3.gif",
            "animated-loop-3.webp",
            "blackbug.png",
            "flowers.jpeg",
            "full-transparent.png",
            "grey-8bit-alpha.png",
            "p3.png",
            "prophoto.png",
            "rotating-squares.gif",
            "sdr_cosmos12920_cicp1-13-6_yuv444_full_qp10.avif",
            "swiss.png");

    private static final Map<String, String> BROKEN = Map.of(
            "truncated.jpg", "truncated",
            "truncated.png", "truncated",
            "corrupt-header.jpg", "corrupt",
            "check.svg", "unsupported_format");

    private ImageCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>(List.of(
                new Cell(
                        "traps",
                        "real files that are odd are made, and those that are broken are not",
                        ImageCells::traps),
                new Cell(
                        "bombs",
                        "files that promise or cost more than they are end within the limits",
                        ImageCells::bombs)));
        mutated()
                .forEach((format, original) -> cells.add(new Cell(
                        "mutants-" + format,
                        "a real " + format
                                + " damaged in thousands of ways costs nobody anything, and what is made of it is whole",
                        stage -> mutants(stage, format, original.from(stage)))));
        return List.copyOf(cells);
    }

    private static Map<String, Original> mutated() {
        Map<String, Original> originals = new LinkedHashMap<>();
        originals.put("jpeg", _ -> Pictures.jpeg(false));
        originals.put("progressive", _ -> Pictures.jpeg(true));
        originals.put("png", _ -> Pictures.png());
        originals.put("gif", _ -> resource("animated-loop-3.gif"));
        originals.put("webp", stage -> converted(stage, "webp"));
        originals.put("avif", stage -> converted(stage, "avif"));
        originals.put("tiff", _ -> Pictures.tiff());
        return originals;
    }

    private static void traps(Stage stage) throws Exception {
        List<Item> items = new ArrayList<>();
        for (String name : WHOLE) {
            items.add(given(stage, name, resource(name), SUCCEEDED));
        }
        for (Map.Entry<String, String> broken : BROKEN.entrySet()) {
            items.add(given(stage, broken.getKey(), resource(broken.getKey()), broken.getValue()));
        }
        stage.play(items, PATIENCE);
    }

    private static void bombs(Stage stage) throws Exception {
        List<Item> items = new ArrayList<>();
        for (Bomb bomb : Bombs.all()) {
            items.add(given(stage, bomb.name(), bomb.file(), bomb.endings().toArray(String[]::new)));
        }
        List<Ending> endings = stage.play(items, PATIENCE);
        endings.forEach(ending -> stage.course().saw(ending.item().name() + ": " + ending.word()));
    }

    private static Item given(Stage stage, String name, byte[] file, String... endings) {
        stage.peers().stranger().play("/" + name, Script.image(file));
        return Item.of(name, Peers.url("/" + name), endings);
    }

    private static void mutants(Stage stage, String format, byte[] original) throws Exception {
        Mutator mutator = new Mutator(original, stage.seed());
        String below = "/mutants-" + format;
        stage.peers().stranger().playBelow(below, path -> Script.image(mutator.mutant(number(path))));
        List<Item> items = IntStream.range(0, stage.scale().mutants())
                .mapToObj(n -> new Item(format + "-" + n, Peers.url(below + "/" + n), Endings.OF_IMAGES))
                .toList();
        stage.course().saw("seed " + stage.seed() + ", original of " + original.length + " bytes");
        Job job = stage.submit(Stage.HOSTILE, items, Map.of());
        stage.judge(job, PATIENCE_FOR_THOUSANDS);
        giveBack(stage, format, job);
    }

    private static int number(String path) {
        return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    }

    /** What was made of the damaged is read as strictly as any source, and must be whole. */
    private static void giveBack(Stage stage, String format, Job job) throws Exception {
        Map<String, byte[]> stored = stage.stored(job, MOST_RETURNED);
        List<Item> items = new ArrayList<>();
        for (Map.Entry<String, byte[]> made : stored.entrySet()) {
            items.add(given(stage, format + "-made-" + items.size(), made.getValue(), SUCCEEDED));
        }
        stage.play(items, PATIENCE);
    }

    /** The picture as the system itself converts it. */
    private static byte[] converted(Stage stage, String format) throws Exception {
        Item item = given(stage, "to-" + format, Pictures.png(), SUCCEEDED);
        Job job = stage.submit(
                Stage.HOSTILE,
                List.of(item),
                Map.of(
                        "pipeline",
                        "[{\"operation\":\"convert\",\"format\":\"" + format
                                + "\"},{\"operation\":\"compress\",\"quality\":70}]"));
        if (!stage.settle(job, PATIENCE)) {
            throw new IOException("no " + format + " could be made to begin with");
        }
        return stage.stored(job, 1).values().iterator().next();
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ImageCells.class.getResourceAsStream("/formats/" + name))) {
            return in.readAllBytes();
        }
    }

    /** A proper file of a format. */
    @FunctionalInterface
    private interface Original {

        byte[] from(Stage stage) throws Exception;
    }
}

package dev.halftone.worker.process.pool;

import dev.halftone.analysis.Analysis;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Rendition;
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
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a child says of one request. It has read a stranger's bytes, so nothing that it says is believed beyond its bounds. */
sealed interface Answer {

    /** The renditions were made and the analyses run, each in the order in which they were asked for. */
    record Made(ProcessedImage image) implements Answer {}

    /** The image is at fault. */
    record Failed(FailureReason reason, String detail) implements Answer {}

    /** We are at fault. */
    record Broken(String detail) implements Answer {}

    /** A text is written with two bytes of length, and at most three bytes a character. */
    int LONGEST_TEXT = 20_000;

    /** In bytes, of one analysis. */
    int LARGEST_RESULT = 64 * 1024;

    default void writeTo(DataOutputStream out) throws IOException {
        switch (this) {
            case Made(ProcessedImage image) -> {
                out.writeByte('m');
                write(image, out);
            }
            case Failed(FailureReason reason, String detail) -> {
                out.writeByte('f');
                out.writeUTF(reason.wireName());
                out.writeUTF(cut(detail));
            }
            case Broken(String detail) -> {
                out.writeByte('b');
                out.writeUTF(cut(detail));
            }
        }
        out.flush();
    }

    /**
     * @param asked what was asked for
     * @param maxBytes that the renditions may have together
     * @throws IOException if the child has died, or says what no child says
     */
    static Answer readFrom(DataInputStream in, Wanted asked, long maxBytes) throws IOException {
        byte type = in.readByte();
        try {
            return switch (type) {
                case 'm' -> new Made(readImage(in, asked, maxBytes));
                case 'f' -> new Failed(FailureReason.of(in.readUTF()), readDetail(in));
                case 'b' -> new Broken(readDetail(in));
                default -> throw new IOException("no answer has the type " + type);
            };
        } catch (IllegalArgumentException e) {
            throw new IOException("an answer that means nothing", e);
        }
    }

    private static void write(ProcessedImage image, DataOutputStream out) throws IOException {
        out.writeUTF(image.format().wireName());
        out.writeInt(image.width());
        out.writeInt(image.height());
        out.writeInt(image.frames());
        for (EncodedRendition made : image.renditions()) {
            out.writeUTF(made.format().wireName());
            out.writeInt(made.width());
            out.writeInt(made.height());
            out.writeInt(made.quality() == null ? 0 : made.quality());
            out.writeUTF(made.ending() == null ? "" : made.ending().wireName());
            out.writeInt(made.bytes().length);
            out.write(made.bytes());
        }
        for (AnalysisResult result : image.analyses()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            Values.write(result.value(), new DataOutputStream(bytes));
            out.writeInt(bytes.size());
            bytes.writeTo(out);
        }
    }

    private static ProcessedImage readImage(DataInputStream in, Wanted asked, long maxBytes) throws IOException {
        ImageFormat format = ImageFormat.of(in.readUTF());
        int width = in.readInt();
        int height = in.readInt();
        int frames = in.readInt();
        List<EncodedRendition> made = new ArrayList<>();
        long left = maxBytes;
        for (Rendition rendition : asked.renditions()) {
            EncodedRendition encoded = readRendition(in, rendition, left);
            left -= encoded.bytes().length;
            made.add(encoded);
        }
        List<AnalysisResult> results = new ArrayList<>();
        for (Analysis analysis : asked.analyses()) {
            byte[] value = readBytes(in, LARGEST_RESULT);
            results.add(new AnalysisResult(
                    analysis.name(), Values.read(new DataInputStream(new ByteArrayInputStream(value)))));
        }
        return new ProcessedImage(format, width, height, frames, made, results);
    }

    private static EncodedRendition readRendition(DataInputStream in, Rendition asked, long maxBytes)
            throws IOException {
        ImageFormat format = ImageFormat.of(in.readUTF());
        int width = in.readInt();
        int height = in.readInt();
        int quality = in.readInt();
        String ending = in.readUTF();
        return new EncodedRendition(
                asked,
                format,
                readBytes(in, maxBytes),
                width,
                height,
                quality == 0 ? null : (Integer) quality,
                ending(ending));
    }

    private static @Nullable Ending ending(String wireName) {
        return wireName.isEmpty() ? null : Ending.of(wireName);
    }

    private static byte[] readBytes(DataInputStream in, long maxBytes) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > maxBytes) {
            throw new IOException("a result of " + length + " bytes, of which " + maxBytes + " are allowed");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** It is for the log, where it is to be one line. */
    private static String readDetail(DataInputStream in) throws IOException {
        return in.readUTF().replaceAll("\\p{Cntrl}", " ");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}

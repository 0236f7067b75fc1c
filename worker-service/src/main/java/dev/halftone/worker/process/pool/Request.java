package dev.halftone.worker.process.pool;

import dev.halftone.analysis.Analyses;
import dev.halftone.image.Pipeline;
import dev.halftone.image.Rendition;
import dev.halftone.worker.process.Wanted;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a child is asked for: renditions and analyses of one source.
 *
 * @param pictures the files of other images that the renditions use, by key
 */
@SuppressWarnings("ArrayRecordComponent") // a whole file, never compared
record Request(byte[] source, Wanted wanted, Map<String, byte[]> pictures) {

    void writeTo(DataOutputStream out) throws IOException {
        out.writeInt(wanted.renditions().size());
        for (Rendition rendition : wanted.renditions()) {
            out.writeUTF(rendition.name());
            write(rendition.pipeline().steps(), out);
        }
        out.writeInt(wanted.analyses().size());
        for (String name : Analyses.names(wanted.analyses())) {
            out.writeUTF(name);
        }
        out.writeInt(pictures.size());
        for (Map.Entry<String, byte[]> picture : pictures.entrySet()) {
            out.writeUTF(picture.getKey());
            write(picture.getValue(), out);
        }
        write(source, out);
        out.flush();
    }

    /** @throws EOFException if there is no further request, or no whole one */
    static Request readFrom(DataInputStream in) throws IOException {
        int count = in.readInt();
        List<Rendition> renditions = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            renditions.add(new Rendition(in.readUTF(), Pipeline.readAccepted(readSteps(in))));
        }
        List<String> analyses = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            analyses.add(in.readUTF());
        }
        Map<String, byte[]> pictures = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            pictures.put(in.readUTF(), readFile(in));
        }
        return new Request(readFile(in), new Wanted(renditions, Analyses.named(analyses)), pictures);
    }

    private static void write(byte[] file, DataOutputStream out) throws IOException {
        out.writeInt(file.length);
        out.write(file);
    }

    private static byte[] readFile(DataInputStream in) throws IOException {
        byte[] file = new byte[in.readInt()];
        in.readFully(file);
        return file;
    }

    private static void write(List<Map<String, Object>> steps, DataOutputStream out) throws IOException {
        out.writeInt(steps.size());
        for (Map<String, Object> step : steps) {
            out.writeInt(step.size());
            for (Map.Entry<String, Object> argument : step.entrySet()) {
                out.writeUTF(argument.getKey());
                Values.write(argument.getValue(), out);
            }
        }
    }

    private static List<Map<String, Object>> readSteps(DataInputStream in) throws IOException {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Map<String, Object> step = new LinkedHashMap<>();
            for (int arguments = in.readInt(); arguments > 0; arguments--) {
                step.put(in.readUTF(), Values.read(in));
            }
            steps.add(step);
        }
        return steps;
    }
}

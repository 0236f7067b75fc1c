package dev.halftone.worker.process.pool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The arguments of operations and the results of analyses as bytes: a letter for the type, then the value. */
final class Values {

    /** No list or object of ours is deeper, and a stack that is read into is limited. */
    private static final int DEEPEST = 10;

    private Values() {}

    static void write(Object value, DataOutputStream out) throws IOException {
        switch (value) {
            case String text -> {
                out.writeByte('s');
                out.writeUTF(text);
            }
            case Integer number -> {
                out.writeByte('i');
                out.writeInt(number);
            }
            case Double number -> {
                out.writeByte('d');
                out.writeDouble(number);
            }
            case Boolean truth -> {
                out.writeByte('b');
                out.writeBoolean(truth);
            }
            case List<?> values -> {
                out.writeByte('l');
                out.writeInt(values.size());
                for (Object element : values) {
                    write(element, out);
                }
            }
            case Map<?, ?> members -> {
                out.writeByte('m');
                out.writeInt(members.size());
                for (Map.Entry<?, ?> member : members.entrySet()) {
                    out.writeUTF((String) member.getKey());
                    write(member.getValue(), out);
                }
            }
            default -> throw new IllegalArgumentException("no value is a " + value.getClass());
        }
    }

    /** @throws IOException if it is none */
    static Object read(DataInputStream in) throws IOException {
        return read(in, DEEPEST);
    }

    private static Object read(DataInputStream in, int depth) throws IOException {
        if (depth == 0) {
            throw new IOException("a value within a value, and so on");
        }
        byte type = in.readByte();
        return switch (type) {
            case 's' -> in.readUTF();
            case 'i' -> in.readInt();
            case 'd' -> in.readDouble();
            case 'b' -> in.readBoolean();
            case 'l' -> readList(in, depth - 1);
            case 'm' -> readMembers(in, depth - 1);
            default -> throw new IOException("no value has the type " + type);
        };
    }

    private static List<Object> readList(DataInputStream in, int depth) throws IOException {
        List<Object> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.add(read(in, depth));
        }
        return values;
    }

    private static Map<String, Object> readMembers(DataInputStream in, int depth) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            members.put(in.readUTF(), read(in, depth));
        }
        return members;
    }
}

package dev.halftone.worker.process.pool;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The arguments of operations as bytes: a letter for the type, then the value. */
final class Values {

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
            default -> throw new IllegalArgumentException("no argument is a " + value.getClass());
        }
    }

    static Object read(DataInputStream in) throws IOException {
        byte type = in.readByte();
        return switch (type) {
            case 's' -> in.readUTF();
            case 'i' -> in.readInt();
            case 'd' -> in.readDouble();
            case 'b' -> in.readBoolean();
            case 'l' -> readList(in);
            default -> throw new IOException("no argument has the type " + type);
        };
    }

    private static List<Object> readList(DataInputStream in) throws IOException {
        List<Object> values = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            values.add(read(in));
        }
        return values;
    }
}

package dev.halftone.hostile.network;

import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Who was connected to at which address. A connection is a violation where nobody may connect, be not a byte sent. */
public final class Canaries {

    private final Set<InetAddress> open = ConcurrentHashMap.newKeySet();
    private final Set<InetAddress> reached = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> alarms = new ConcurrentLinkedQueue<>();

    /** From now on an image may be fetched there. */
    public void open(InetAddress address) {
        open.add(address);
    }

    /** Whether it may be served; if not, that it came is an alarm. */
    boolean admits(Socket visitor) {
        InetAddress address = visitor.getLocalAddress();
        if (isOfTheLab(address) || open.contains(address)) {
            reached.add(address);
            return true;
        }
        alarms.add("somebody connected to " + address.getHostAddress() + " port " + visitor.getLocalPort());
        return false;
    }

    /** 127.77.0.0/16. */
    private static boolean isOfTheLab(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 && bytes[0] == 127 && bytes[1] == 77;
    }

    public boolean isReached(InetAddress address) {
        return reached.contains(address);
    }

    /** What was seen since this was last asked. */
    public List<String> alarms() {
        List<String> seen = new ArrayList<>();
        for (String alarm = alarms.poll(); alarm != null; alarm = alarms.poll()) {
            seen.add(alarm);
        }
        return seen;
    }
}

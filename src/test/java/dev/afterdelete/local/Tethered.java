package dev.afterdelete.local;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class, and ends its process at once when the process that started it is gone: standard input, a
 * pipe whose other end that process holds, is closed then. So no test leaves a process behind, however it ends.
 */
public final class Tethered {
    private static final int CUT_OFF = 99;

    private Tethered() {}

    /** Runs the main class that the first argument names, with the others. */
    public static void main(String... arguments) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("tether").start(Tethered::haltWhenAlone);
        var main = Class.forName(arguments[0]).getMethod("main", String[].class);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (InvocationTargetException thrown) {
            throw new IllegalStateException(thrown.getCause());
        }
    }

    private static void haltWhenAlone() {
        try {
            while (System.in.read() != -1) {
                // nobody says anything
            }
        } catch (IOException broken) {
            System.err.println("cut off: " + broken);
        }
        Runtime.getRuntime().halt(CUT_OFF);
    }
}

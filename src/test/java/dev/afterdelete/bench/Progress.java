package dev.afterdelete.bench;

import java.io.PrintStream;

/** One line that says what is going on: written over on a terminal, and left out elsewhere. */
final class Progress {
    private static final int WIDTH = 79;

    private final PrintStream out;
    private final boolean terminal;

    private Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** Progress on {@code out}, if it is a terminal. */
    static Progress on(PrintStream out) {
        var console = System.console();
        return new Progress(out, console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM")));
    }

    /** Says what is going on. */
    void now(String what) {
        if (terminal) {
            out.print("\r" + pad(what) + "\r" + cut(what));
            out.flush();
        }
    }

    /** Writes a line that stays. */
    void line(String text) {
        out.println(terminal ? "\r" + pad(text) : text);
    }

    private static String pad(String text) {
        return text + " ".repeat(Math.max(0, WIDTH - text.length()));
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(WIDTH, text.length()));
    }
}

package dev.afterdelete.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Writes for a person, on 80 columns. */
final class Screen {
    /** The columns of the narrowest terminal that everything fits on. */
    static final int WIDTH = 80;

    /** The columns that are left beside a label. */
    private static final int TEXT_WIDTH = 66;

    private static final String INDENT = "  ";
    private static final int LABEL_WIDTH = 12;
    private static final int BAR_WIDTH = 30;

    private final PrintStream out;
    private final Style style;

    Screen(PrintStream out, Style style) {
        this.out = out;
        this.style = style;
    }

    static Screen of(PrintStream out) {
        return new Screen(out, Style.of(out, System.getenv()));
    }

    /** Begins a part: a blank line, a heading and a rule. */
    void heading(String name, String sentence) {
        out.println();
        out.println(style.bold(name) + INDENT + style.drawn(sentence));
        out.println(style.dim(style.drawn("─".repeat(WIDTH))));
    }

    /** A line with a label before it. */
    void item(String label, String text) {
        out.println(label(label) + style.drawn(text));
    }

    /** A line with a label before it and a time at the right margin. */
    void item(String label, String text, Duration took) {
        var time = seconds(took);
        var gap = Math.max(1, WIDTH - INDENT.length() - LABEL_WIDTH - text.length() - time.length());
        item(label, text + " ".repeat(gap) + style.dim(time));
    }

    /** A text of any length with a label before its first line, broken after commas and spaces. */
    void paragraph(String label, String text) {
        var line = new StringBuilder();
        var labelOfLine = label;
        for (var part : text.split("(?<=[, ])", -1)) {
            if (line.length() + part.length() > TEXT_WIDTH) {
                item(labelOfLine, line.toString());
                labelOfLine = "";
                line.setLength(0);
            }
            line.append(part);
        }
        item(labelOfLine, line.toString());
    }

    /** A line as it is, indented. */
    void line(String text) {
        out.println(INDENT + style.drawn(text));
    }

    void blank() {
        out.println();
    }

    void good(String text) {
        out.println(INDENT + style.green(style.drawn("✓")) + " " + style.drawn(text));
    }

    void bad(String text) {
        out.println(INDENT + style.red(style.drawn("✗")) + " " + style.drawn(text));
    }

    /** How far something is; seen only where the cursor can go back, and gone with the next {@link #endProgress}. */
    void progress(String label, long done, long total) {
        if (!style.movable()) {
            return;
        }
        var filled = total == 0 ? BAR_WIDTH : (int) (BAR_WIDTH * done / total);
        var bar = "█".repeat(filled) + "░".repeat(BAR_WIDTH - filled);
        out.print("\r" + label(label) + style.drawn(bar) + INDENT + count(done) + " of " + count(total) + INDENT);
        out.flush();
    }

    void endProgress() {
        if (style.movable()) {
            out.print("\r" + " ".repeat(WIDTH - 1) + "\r");
        }
    }

    private String label(String label) {
        return INDENT + style.dim(String.format(Locale.ROOT, "%-" + LABEL_WIDTH + "s", label));
    }

    /** A number with its thousands apart. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}

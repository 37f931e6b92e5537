package dev.afterdelete.local.demo;

import java.io.PrintStream;
import java.util.Map;

/**
 * What the screen can show.
 *
 * @param colored it is a terminal, and nobody asked for plain text
 * @param movable the cursor can go back to the start of the line
 * @param drawn it knows characters beyond ASCII
 */
record Style(boolean colored, boolean movable, boolean drawn) {
    /** Plain text, for files and logs. */
    static final Style PLAIN = new Style(false, false, false);

    private static final String BEYOND_ASCII = "█░─→·✓✗…";

    @SuppressWarnings("SystemConsoleNull") // it is null where the output is a file or a pipe
    static Style of(PrintStream out, Map<String, String> environment) {
        var console = System.console();
        var terminal = console != null && console.isTerminal() && !"dumb".equals(environment.get("TERM"));
        var drawn = out.charset().newEncoder().canEncode(BEYOND_ASCII);
        return new Style(terminal && environment.getOrDefault("NO_COLOR", "").isEmpty(), terminal, drawn);
    }

    String bold(String text) {
        return colored("1", text);
    }

    String dim(String text) {
        return colored("2", text);
    }

    String green(String text) {
        return colored("32", text);
    }

    String red(String text) {
        return colored("31", text);
    }

    private String colored(String code, String text) {
        return colored ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** The text itself, or ASCII that says the same where the screen knows no more. */
    String drawn(String text) {
        if (drawn) {
            return text;
        }
        return text.replace('█', '#')
                .replace('░', '.')
                .replace('─', '-')
                .replace('·', '|')
                .replace("→", "->")
                .replace("✓", "ok")
                .replace("✗", "NO")
                .replace("…", "...");
    }
}

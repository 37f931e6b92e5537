package dev.afterdelete.cli.redrive;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The person at the terminal, if there is one. */
public interface Dialogue {
    /**
     * Asks before something is done.
     *
     * @param question that can be answered by yes or no
     * @return whether to go on
     * @throws IllegalStateException when nobody is there to be asked
     */
    boolean agrees(String question);

    /** Shows how far it has come, in place of what was shown before. */
    void show(String progress);

    /** Takes away what was shown. */
    void clear();

    /** Nobody looks on; whoever started the command has agreed to everything beforehand. */
    Dialogue AGREED = new Unwatched() {
        @Override
        public boolean agrees(String question) {
            return true;
        }
    };

    /** Nobody looks on, and nobody has agreed to anything. */
    Dialogue NOBODY = new Unwatched() {
        @Override
        public boolean agrees(String question) {
            throw new IllegalStateException(
                    "Nothing was done: there is no terminal to ask at. Look with --dry-run, then say --yes.");
        }
    };

    /** The terminal of this process; {@link #NOBODY} where it has none. */
    static Dialogue ofThisProcess(PrintWriter err) {
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .<Dialogue>map(console -> new AtTerminal(console::readLine, err))
                .orElse(NOBODY);
    }

    /** Without a person, nothing is shown. */
    abstract class Unwatched implements Dialogue {
        @Override
        public void show(String progress) {}

        @Override
        public void clear() {}
    }

    /** A person at a terminal. */
    final class AtTerminal implements Dialogue {
        private static final int WIDTH = 72;
        private static final Set<String> YES = Set.of("y", "yes");

        private final Lines lines;
        private final PrintWriter err;

        /** Reads answers from {@code lines}; progress goes to {@code err}. */
        public AtTerminal(Lines lines, PrintWriter err) {
            this.lines = lines;
            this.err = err;
        }

        /** What a person types. */
        public interface Lines {
            /** Waits for a line behind {@code prompt}; null when there will be none. */
            @Nullable
            String next(String prompt);
        }

        @Override
        public boolean agrees(String question) {
            var line = lines.next(question.replace("%", "%%") + " [y/N] ");
            return line != null && YES.contains(line.strip().toLowerCase(Locale.ROOT));
        }

        @Override
        public void show(String progress) {
            err.print("\r" + progress + " ".repeat(Math.max(0, WIDTH - progress.length())));
            err.flush();
        }

        @Override
        public void clear() {
            err.print("\r" + " ".repeat(WIDTH) + "\r");
            err.flush();
        }
    }
}

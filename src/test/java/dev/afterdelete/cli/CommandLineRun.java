package dev.afterdelete.cli;

import dev.afterdelete.local.LocalDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * One command that has run.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandLineRun(int code, String out, String err) {
    /** Runs a command on a database. */
    static CommandLineRun on(LocalDatabase database, String... arguments) {
        return as(database, database.server().user(), database.server().password(), arguments);
    }

    /** Runs a command on a database as another user. */
    static CommandLineRun as(LocalDatabase database, String user, String password, String... arguments) {
        return with(
                Map.of(
                        "AFTERDELETE_DB_URL",
                        database.url(),
                        "AFTERDELETE_DB_USER",
                        user,
                        "AFTERDELETE_DB_PASSWORD",
                        password),
                arguments);
    }

    /** Runs a command with these settings. */
    static CommandLineRun with(Map<String, String> environment, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var code = Main.run(environment, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}

package dev.afterdelete.cli;

import dev.afterdelete.cli.input.Arguments;
import dev.afterdelete.cli.queue.QueueCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line: {@code java -jar afterdelete.jar COMMAND}. */
@Command(
        name = "afterdelete",
        description = "Cascading deletes for databases without foreign keys.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            CheckCommand.class,
            InferCommand.class,
            PlanCommand.class,
            GraphCommand.class,
            PreviewCommand.class,
            PublishCommand.class,
            QueueCommand.class,
            RedriveCommand.class,
            SchemaCommand.class,
            StatusCommand.class,
            SweepCommand.class,
            WorkerCommand.class,
            OrphansCommand.class
        },
        footer = {"", "Settings come from environment variables named AFTERDELETE_…; the README lists them."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, and nothing found",
            "1:done in part, or something found; the output says what",
            "2:could not run"
        })
public final class Main implements Runnable {
    /** All is fine, and what was asked for is done. */
    public static final int DONE = 0;

    /** It is done in part, or something was found. */
    public static final int LEFT = 1;

    /** It could not run. */
    static final int COULD_NOT_RUN = 2;

    private final Map<String, String> environment;

    @Option(
            names = "--db-url",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "the database, in place of AFTERDELETE_DB_URL")
    private Optional<String> databaseUrl = Optional.empty();

    @Option(
            names = "--db-user",
            paramLabel = "USER",
            scope = ScopeType.INHERIT,
            description = "its user, in place of AFTERDELETE_DB_USER; the password is AFTERDELETE_DB_PASSWORD")
    private Optional<String> databaseUser = Optional.empty();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    Main(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Runs the command that {@code arguments} name, and exits with its code. */
    public static void main(String... arguments) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(System.getenv(), out, err, arguments));
    }

    /**
     * Runs a command.
     *
     * @return the exit code
     */
    public static int run(Map<String, String> environment, PrintWriter out, PrintWriter err, String... arguments) {
        return new CommandLine(new Main(environment))
                .registerConverter(Duration.class, Arguments::duration)
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((exception, command, _) -> {
                    command.getErr()
                            .println(Objects.requireNonNullElseGet(exception.getMessage(), exception::toString));
                    return COULD_NOT_RUN;
                })
                .execute(arguments);
    }

    /** The environment, with what options say in its place. A password is not among them: others would see it. */
    public Map<String, String> environment() {
        var settings = new HashMap<>(environment);
        databaseUrl.ifPresent(url -> settings.put("AFTERDELETE_DB_URL", url));
        databaseUser.ifPresent(user -> settings.put("AFTERDELETE_DB_USER", user));
        return settings;
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Which command?");
    }

    /** The version that the jar was built as. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"afterdelete " + (version == null ? "(not from a jar)" : version)};
        }
    }
}

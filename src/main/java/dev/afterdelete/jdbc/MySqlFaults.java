package dev.afterdelete.jdbc;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.jdbc.KnownErrors.Known;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an error of MySQL, MariaDB or Vitess means for us. Told apart by error code and message, never by the
 * exception's class: Vitess reports a full transaction pool as a syntax error.
 *
 * @see KnownErrors
 */
final class MySqlFaults {
    /** The server's own message names tables, columns and users here, and no value of a row. */
    private static final Set<FaultCode> TELLING = Set.of(
            FaultCode.ACCESS_DENIED, FaultCode.SCHEMA_MISMATCH, FaultCode.READ_ONLY, FaultCode.TOO_MANY_CONNECTIONS);

    /**
     * A trigger objects, under whatever number it likes.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/signal.html">MySQL: SIGNAL</a>
     */
    private static final String RAISED_BY_USER = "45000";

    private static final Pattern CONSTRAINT = Pattern.compile("CONSTRAINT `([^`]+)`");

    private static final Pattern DATABASE = Pattern.compile("(?i)unknown database '([^']*)'");

    private static final Pattern OWN_TABLE = Pattern.compile("\\bafterdelete_\\w");

    private static final int NO_SUCH_DATABASE = 1049;

    private static final int NO_SUCH_TABLE = 1146;

    private MySqlFaults() {}

    /** What an error of a statement means. */
    static Fault of(SQLException error) {
        var code = codeOf(error);
        return new Fault(code, code.meaning() + detail(code, error) + numbers(error) + advice(error));
    }

    /** What an error means while a connection is opened: where a statement would have lost it, there was none. */
    static Fault whileConnecting(SQLException error, String url) {
        var code = codeOf(error);
        if (code == FaultCode.CONNECTION_LOST || code == FaultCode.UNCLASSIFIED) {
            return new Fault(
                    FaultCode.CANNOT_CONNECT,
                    "%s at %s: %s".formatted(FaultCode.CANNOT_CONNECT.meaning(), url, rootCause(error)));
        }
        return error.getErrorCode() == NO_SUCH_DATABASE ? withoutDatabase(code, error) : of(error);
    }

    private static Fault withoutDatabase(FaultCode code, SQLException error) {
        var name = DATABASE.matcher(messageOf(error));
        return name.find()
                ? new Fault(
                        code,
                        "there is no database %s: see AFTERDELETE_DB_URL%s".formatted(name.group(1), numbers(error)))
                : of(error);
    }

    private static FaultCode codeOf(SQLException error) {
        return known(error).map(Known::code).orElseGet(() -> byState(error));
    }

    private static Optional<Known> known(SQLException error) {
        return byMessage(error).or(() -> byNumber(error));
    }

    private static Optional<Known> byMessage(SQLException error) {
        if (!KnownErrors.AMBIGUOUS.contains(error.getErrorCode())) {
            return Optional.empty();
        }
        var message = messageOf(error).toLowerCase(Locale.ROOT);
        return KnownErrors.BY_MESSAGE.stream()
                .filter(known -> message.contains(known.text()))
                .findFirst()
                .map(Known.class::cast);
    }

    private static Optional<Known> byNumber(SQLException error) {
        return KnownErrors.BY_NUMBER.stream()
                .filter(known -> known.number() == error.getErrorCode())
                .findFirst()
                .map(Known.class::cast);
    }

    private static FaultCode byState(SQLException error) {
        var state = error.getSQLState();
        if (state == null) {
            return FaultCode.UNCLASSIFIED;
        }
        if (state.startsWith("08")) {
            return FaultCode.CONNECTION_LOST;
        }
        if (state.equals(RAISED_BY_USER)) {
            return FaultCode.DATA_REJECTED;
        }
        return state.startsWith("23") ? FaultCode.CONSTRAINT_VIOLATED : FaultCode.UNCLASSIFIED;
    }

    private static String detail(FaultCode code, SQLException error) {
        if (TELLING.contains(code)) {
            return ": " + messageOf(error);
        }
        var constraint = CONSTRAINT.matcher(messageOf(error));
        return code == FaultCode.CONSTRAINT_VIOLATED && constraint.find() ? ": " + constraint.group(1) : "";
    }

    private static String numbers(SQLException error) {
        return " (MySQL error %d, SQLState %s)".formatted(error.getErrorCode(), error.getSQLState());
    }

    private static String advice(SQLException error) {
        if (error.getErrorCode() == NO_SUCH_TABLE
                && OWN_TABLE.matcher(messageOf(error)).find()) {
            return "; create it: afterdelete schema --apply";
        }
        return known(error)
                .map(Known::advice)
                .filter(advice -> !advice.isEmpty())
                .map(advice -> "; " + advice)
                .orElse("");
    }

    private static String rootCause(SQLException error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("no reason given");
    }

    private static String messageOf(SQLException error) {
        return String.valueOf(error.getMessage());
    }
}

package dev.afterdelete.jdbc;

import static java.util.Map.entry;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an error of MySQL, MariaDB or Vitess means for us. Told apart by error code and message, never by the
 * exception's class: Vitess reports a full transaction pool as a syntax error.
 *
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/9.4/en/server-error-reference.html">MySQL server error
 *     reference</a>
 * @see <a href="https://mariadb.com/docs/server/reference/error-codes/mariadb-error-codes-1900-to-1999">MariaDB error
 *     codes</a>
 */
final class MySqlFaults {
    /** Vitess uses one error code for many things; the first of these texts that the message holds decides. */
    private static final List<Map.Entry<String, FaultCode>> BY_MESSAGE = List.of(
            entry("row count exceeded", FaultCode.ROW_LIMIT),
            entry("exceeded timeout", FaultCode.STATEMENT_TIMEOUT),
            entry("(unlocked closed connection)", FaultCode.STATEMENT_TIMEOUT),
            entry("transaction pool connection limit exceeded", FaultCode.DATABASE_BUSY),
            entry("resource exhausted", FaultCode.DATABASE_BUSY),
            entry("transaction throttled", FaultCode.DATABASE_BUSY),
            entry("is not serving", FaultCode.DATABASE_BUSY),
            entry("no healthy tablet", FaultCode.DATABASE_BUSY),
            entry("packet for query is too large", FaultCode.PACKET_TOO_LARGE),
            entry("multi-db transaction attempted", FaultCode.UNSUPPORTED_STATEMENT),
            entry("syntax error at position", FaultCode.UNSUPPORTED_STATEMENT),
            entry("vt12001", FaultCode.UNSUPPORTED_STATEMENT),
            entry("vt09002", FaultCode.READ_ONLY),
            entry("vt05003", FaultCode.SCHEMA_MISMATCH),
            entry("vt05004", FaultCode.SCHEMA_MISMATCH));

    private static final Map<FaultCode, Set<Integer>> BY_NUMBER = Map.ofEntries(
            entry(FaultCode.DEADLOCK, Set.of(1213, 1020, 3101)),
            entry(FaultCode.LOCK_WAIT_TIMEOUT, Set.of(1205, 3572)),
            entry(FaultCode.TOO_MANY_CONNECTIONS, Set.of(1040, 1203, 1226)),
            entry(FaultCode.READ_ONLY, Set.of(1290, 1792, 1836, 1874)),
            entry(FaultCode.DATABASE_BUSY, Set.of(1041, 1180, 1412, 1637, 1684)),
            entry(FaultCode.QUERY_INTERRUPTED, Set.of(1317)),
            entry(FaultCode.DISK_FULL, Set.of(1021, 1114, 3019)),
            entry(
                    FaultCode.CONNECTION_LOST,
                    Set.of(1053, 1077, 1078, 1079, 1080, 1152, 1158, 1159, 1160, 1161, 1184, 1927, 2006, 2013, 4031)),
            entry(FaultCode.STATEMENT_TIMEOUT, Set.of(3024, 1969)),
            entry(FaultCode.ROW_LIMIT, Set.of(1197, 1206)),
            entry(FaultCode.PACKET_TOO_LARGE, Set.of(1153, 1162)),
            entry(
                    FaultCode.ACCESS_DENIED,
                    Set.of(1044, 1045, 1142, 1143, 1227, 1370, 1396, 1698, 1820, 1862, 3118, 3955)),
            entry(FaultCode.SCHEMA_MISMATCH, Set.of(1046, 1049, 1051, 1054, 1146, 1932)),
            entry(FaultCode.UNSUPPORTED_STATEMENT, Set.of(1064, 1149, 1193, 1235)),
            entry(FaultCode.CONSTRAINT_VIOLATED, Set.of(1048, 1062, 1216, 1217, 1451, 1452, 1761, 1762, 3819, 4025)),
            entry(
                    FaultCode.DATA_REJECTED,
                    Set.of(1264, 1265, 1267, 1270, 1271, 1292, 1300, 1364, 1366, 1406, 1644, 1690, 3854, 3988)));

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

    private MySqlFaults() {}

    /** What an error of a statement means. */
    static Fault of(SQLException error) {
        var code = codeOf(error);
        return new Fault(code, code.meaning() + detail(code, error) + numbers(error));
    }

    /** What an error means while a connection is opened: where a statement would have lost it, there was none. */
    static Fault whileConnecting(SQLException error, String url) {
        var code = codeOf(error);
        if (code == FaultCode.CONNECTION_LOST || code == FaultCode.UNCLASSIFIED) {
            return new Fault(
                    FaultCode.CANNOT_CONNECT,
                    "%s at %s: %s".formatted(FaultCode.CANNOT_CONNECT.meaning(), url, rootCause(error)));
        }
        return of(error);
    }

    private static FaultCode codeOf(SQLException error) {
        return byMessage(error).or(() -> byNumber(error)).orElseGet(() -> byState(error));
    }

    private static Optional<FaultCode> byMessage(SQLException error) {
        var message = messageOf(error).toLowerCase(Locale.ROOT);
        return BY_MESSAGE.stream()
                .filter(known -> message.contains(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Optional<FaultCode> byNumber(SQLException error) {
        if (error.getErrorCode() == 1030 && messageOf(error).contains("error 28")) {
            return Optional.of(FaultCode.DISK_FULL);
        }
        return BY_NUMBER.entrySet().stream()
                .filter(known -> known.getValue().contains(error.getErrorCode()))
                .map(Map.Entry::getKey)
                .findFirst();
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

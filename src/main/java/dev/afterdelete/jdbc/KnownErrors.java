package dev.afterdelete.jdbc;

import dev.afterdelete.fault.FaultCode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Every error of MySQL, MariaDB and Vitess that means something to us: the one table that errors are told apart by, and
 * that {@code docs/faults.md} is made from.
 *
 * @see <a href="https://dev.mysql.com/doc/mysql-errors/9.4/en/server-error-reference.html">MySQL server error
 *     reference</a>
 * @see <a href="https://mariadb.com/docs/server/reference/error-codes/mariadb-error-codes-1900-to-1999">MariaDB error
 *     codes</a>
 * @see <a href="https://github.com/vitessio/vitess/blob/main/go/mysql/sqlerror/sql_error.go">Vitess: how its errors
 *     become those of MySQL</a>
 */
final class KnownErrors {
    private KnownErrors() {}

    /** Whose error it is. */
    enum Origin {
        MYSQL("MySQL"),
        MARIADB("MariaDB"),
        VITESS("Vitess"),
        DRIVER("Connector/J");

        private final String product;

        Origin(String product) {
            this.product = product;
        }

        /** The product's own name. */
        String product() {
            return product;
        }
    }

    /** An error that is known. */
    sealed interface Known {
        /** What it is to us. */
        FaultCode code();

        /** What to do about it, where its code does not say so: a clause to stand behind it, or nothing. */
        String advice();
    }

    /**
     * An error that its number tells.
     *
     * @param name the server's own name for it
     */
    record Numbered(int number, String name, Origin origin, FaultCode code, String advice) implements Known {}

    /**
     * An error that its message tells.
     *
     * @param text what the message holds, in lower case
     */
    record Worded(String text, Origin origin, FaultCode code, String advice) implements Known {
        Worded {
            if (!text.equals(text.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("compared in lower case: " + text);
            }
        }
    }

    /**
     * The numbers that stand for so many things that the message has to be read. That of no other is: there, it may
     * hold values of rows, and those decide nothing.
     */
    static final Set<Integer> AMBIGUOUS = Set.of(0, 1026, 1030, 1105, 1203, 1317);

    /** Looked at first where the number is ambiguous; the first that the message holds decides. */
    static final List<Worded> BY_MESSAGE = List.of(
            vitess("row count exceeded", FaultCode.ROW_LIMIT),
            vitess("exceeded timeout", FaultCode.STATEMENT_TIMEOUT),
            vitess("(unlocked closed connection)", FaultCode.STATEMENT_TIMEOUT),
            vitess("in use: for tx killer rollback", FaultCode.STATEMENT_TIMEOUT),
            vitess("deadline exceeded", FaultCode.STATEMENT_TIMEOUT),
            vitess("code = deadlineexceeded", FaultCode.STATEMENT_TIMEOUT),
            vitess("transaction pool connection limit exceeded", FaultCode.DATABASE_BUSY),
            vitess("transaction throttled", FaultCode.DATABASE_BUSY),
            vitess("trying to send message larger than max", FaultCode.PACKET_TOO_LARGE),
            vitess("received message larger than max", FaultCode.PACKET_TOO_LARGE),
            vitess("resource exhausted", FaultCode.DATABASE_BUSY),
            vitess("resourceexhausted", FaultCode.DATABASE_BUSY),
            vitess("is not serving", FaultCode.DATABASE_BUSY),
            vitess("operation not allowed in state", FaultCode.DATABASE_BUSY),
            vitess("can't accept new connections in state", FaultCode.DATABASE_BUSY),
            vitess("no healthy tablet", FaultCode.DATABASE_BUSY),
            vitess("wrong tablet type", FaultCode.DATABASE_BUSY),
            vitess("vt14001", FaultCode.DATABASE_BUSY),
            vitess("vt14002", FaultCode.DATABASE_BUSY),
            vitess("vt14003", FaultCode.DATABASE_BUSY),
            vitess("vt14004", FaultCode.DATABASE_BUSY),
            vitess("vt14005", FaultCode.DATABASE_BUSY),
            vitess("vt09015", FaultCode.DATABASE_BUSY),
            vitess("code = unavailable", FaultCode.DATABASE_BUSY),
            vitess("primary buffer is full", FaultCode.DATABASE_BUSY),
            vitess("request evicted", FaultCode.DATABASE_BUSY),
            vitess("enforce denied tables", FaultCode.DATABASE_BUSY),
            new Worded(
                    "plan includes scatter",
                    Origin.VITESS,
                    FaultCode.UNSUPPORTED_STATEMENT,
                    "the vtgate refuses what goes to every shard (no_scatter): say shardBy of each table that is sharded,"
                            + " and let sweeps use a vtgate without it"),
            vitess("multi-db transaction attempted", FaultCode.UNSUPPORTED_STATEMENT),
            vitess("syntax error at position", FaultCode.UNSUPPORTED_STATEMENT),
            vitess("vt12001", FaultCode.UNSUPPORTED_STATEMENT),
            vitess("vt09002", FaultCode.READ_ONLY),
            vitess("vt05003", FaultCode.SCHEMA_MISMATCH),
            vitess("vt05004", FaultCode.SCHEMA_MISMATCH),
            vitess("vt05005", FaultCode.SCHEMA_MISMATCH),
            new Worded("packet for query is too large", Origin.DRIVER, FaultCode.PACKET_TOO_LARGE, ""),
            new Worded("error 28 ", Origin.MYSQL, FaultCode.DISK_FULL, ""),
            new Worded("errno: 28 ", Origin.MYSQL, FaultCode.DISK_FULL, ""),
            new Worded("errcode: 28 ", Origin.MYSQL, FaultCode.DISK_FULL, ""));

    /** Looked at where no text decides. */
    static final List<Numbered> BY_NUMBER = List.of(
            mysql(1213, "ER_LOCK_DEADLOCK", FaultCode.DEADLOCK),
            mysql(1020, "ER_CHECKREAD", FaultCode.DEADLOCK),
            mysql(3101, "ER_TRANSACTION_ROLLBACK_DURING_COMMIT", FaultCode.DEADLOCK),
            mysql(1205, "ER_LOCK_WAIT_TIMEOUT", FaultCode.LOCK_WAIT_TIMEOUT),
            mysql(3572, "ER_LOCK_NOWAIT", FaultCode.LOCK_WAIT_TIMEOUT),
            mysql(1040, "ER_CON_COUNT_ERROR", FaultCode.TOO_MANY_CONNECTIONS),
            mysql(1203, "ER_TOO_MANY_USER_CONNECTIONS", FaultCode.TOO_MANY_CONNECTIONS),
            mysql(1226, "ER_USER_LIMIT_REACHED", FaultCode.TOO_MANY_CONNECTIONS),
            mysql(1135, "ER_CANT_CREATE_THREAD", FaultCode.TOO_MANY_CONNECTIONS),
            mysql(1036, "ER_OPEN_AS_READONLY", FaultCode.READ_ONLY),
            mysql(1290, "ER_OPTION_PREVENTS_STATEMENT", FaultCode.READ_ONLY),
            mysql(1792, "ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION", FaultCode.READ_ONLY),
            mysql(1836, "ER_READ_ONLY_MODE", FaultCode.READ_ONLY),
            mysql(1874, "ER_INNODB_READ_ONLY", FaultCode.READ_ONLY),
            mysql(1037, "ER_OUTOFMEMORY", FaultCode.DATABASE_BUSY),
            mysql(1041, "ER_OUT_OF_RESOURCES", FaultCode.DATABASE_BUSY),
            mysql(1180, "ER_ERROR_DURING_COMMIT", FaultCode.DATABASE_BUSY),
            mysql(1412, "ER_TABLE_DEF_CHANGED", FaultCode.DATABASE_BUSY),
            mysql(1637, "ER_TOO_MANY_CONCURRENT_TRXS", FaultCode.DATABASE_BUSY),
            mysql(1684, "ER_WARN_I_S_SKIPPED_TABLE", FaultCode.DATABASE_BUSY),
            mysql(3032, "ER_SERVER_OFFLINE_MODE", FaultCode.DATABASE_BUSY),
            mysql(3100, "ER_RUN_HOOK_ERROR", FaultCode.DATABASE_BUSY),
            mysql(3168, "ER_SERVER_ISNT_AVAILABLE", FaultCode.DATABASE_BUSY),
            mysql(1317, "ER_QUERY_INTERRUPTED", FaultCode.QUERY_INTERRUPTED),
            mysql(1021, "ER_DISK_FULL", FaultCode.DISK_FULL),
            mysql(1114, "ER_RECORD_FILE_FULL", FaultCode.DISK_FULL),
            mysql(3019, "ER_INNODB_UNDO_LOG_FULL", FaultCode.DISK_FULL),
            mysql(1043, "ER_HANDSHAKE_ERROR", FaultCode.CONNECTION_LOST),
            mysql(1047, "ER_UNKNOWN_COM_ERROR", FaultCode.CONNECTION_LOST),
            mysql(1053, "ER_SERVER_SHUTDOWN", FaultCode.CONNECTION_LOST),
            mysql(1077, "ER_NORMAL_SHUTDOWN", FaultCode.CONNECTION_LOST),
            mysql(1078, "ER_GOT_SIGNAL", FaultCode.CONNECTION_LOST),
            mysql(1079, "ER_SHUTDOWN_COMPLETE", FaultCode.CONNECTION_LOST),
            mysql(1080, "ER_FORCING_CLOSE", FaultCode.CONNECTION_LOST),
            mysql(1152, "ER_ABORTING_CONNECTION", FaultCode.CONNECTION_LOST),
            mysql(1158, "ER_NET_READ_ERROR", FaultCode.CONNECTION_LOST),
            mysql(1159, "ER_NET_READ_INTERRUPTED", FaultCode.CONNECTION_LOST),
            mysql(1160, "ER_NET_ERROR_ON_WRITE", FaultCode.CONNECTION_LOST),
            mysql(1161, "ER_NET_WRITE_INTERRUPTED", FaultCode.CONNECTION_LOST),
            mysql(1184, "ER_NEW_ABORTING_CONNECTION", FaultCode.CONNECTION_LOST),
            mariaDb(1927, "ER_CONNECTION_KILLED", FaultCode.CONNECTION_LOST),
            mysql(2002, "CR_CONNECTION_ERROR", FaultCode.CONNECTION_LOST),
            mysql(2006, "CR_SERVER_GONE_ERROR", FaultCode.CONNECTION_LOST),
            mysql(2013, "CR_SERVER_LOST", FaultCode.CONNECTION_LOST),
            mysql(3169, "ER_SESSION_WAS_KILLED", FaultCode.CONNECTION_LOST),
            mysql(4031, "ER_CLIENT_INTERACTION_TIMEOUT", FaultCode.CONNECTION_LOST),
            mariaDb(1969, "ER_STATEMENT_TIMEOUT", FaultCode.STATEMENT_TIMEOUT),
            mysql(3024, "ER_QUERY_TIMEOUT", FaultCode.STATEMENT_TIMEOUT),
            mysql(1197, "ER_TRANS_CACHE_FULL", FaultCode.ROW_LIMIT),
            mysql(1206, "ER_LOCK_TABLE_FULL", FaultCode.ROW_LIMIT),
            mysql(1153, "ER_NET_PACKET_TOO_LARGE", FaultCode.PACKET_TOO_LARGE),
            mysql(1162, "ER_TOO_LONG_STRING", FaultCode.PACKET_TOO_LARGE),
            mysql(1044, "ER_DBACCESS_DENIED_ERROR", FaultCode.ACCESS_DENIED),
            mysql(1045, "ER_ACCESS_DENIED_ERROR", FaultCode.ACCESS_DENIED),
            mysql(1129, "ER_HOST_IS_BLOCKED", FaultCode.ACCESS_DENIED),
            mysql(1130, "ER_HOST_NOT_PRIVILEGED", FaultCode.ACCESS_DENIED),
            mysql(1142, "ER_TABLEACCESS_DENIED_ERROR", FaultCode.ACCESS_DENIED),
            mysql(1143, "ER_COLUMNACCESS_DENIED_ERROR", FaultCode.ACCESS_DENIED),
            mysql(1227, "ER_SPECIFIC_ACCESS_DENIED_ERROR", FaultCode.ACCESS_DENIED),
            mysql(1370, "ER_PROCACCESS_DENIED_ERROR", FaultCode.ACCESS_DENIED),
            mysql(1396, "ER_CANNOT_USER", FaultCode.ACCESS_DENIED),
            mysql(1698, "ER_ACCESS_DENIED_NO_PASSWORD_ERROR", FaultCode.ACCESS_DENIED),
            mysql(1820, "ER_MUST_CHANGE_PASSWORD", FaultCode.ACCESS_DENIED),
            mysql(1862, "ER_MUST_CHANGE_PASSWORD_LOGIN", FaultCode.ACCESS_DENIED),
            mysql(3118, "ER_ACCOUNT_HAS_BEEN_LOCKED", FaultCode.ACCESS_DENIED),
            mysql(3955, "ER_USER_ACCESS_DENIED_FOR_USER_ACCOUNT_BLOCKED_BY_PASSWORD_LOCK", FaultCode.ACCESS_DENIED),
            mariaDb(4151, "ER_ACCOUNT_HAS_BEEN_LOCKED", FaultCode.ACCESS_DENIED),
            mysql(1046, "ER_NO_DB_ERROR", FaultCode.SCHEMA_MISMATCH),
            mysql(1049, "ER_BAD_DB_ERROR", FaultCode.SCHEMA_MISMATCH),
            mysql(1051, "ER_BAD_TABLE_ERROR", FaultCode.SCHEMA_MISMATCH),
            mysql(1054, "ER_BAD_FIELD_ERROR", FaultCode.SCHEMA_MISMATCH),
            mysql(1109, "ER_UNKNOWN_TABLE", FaultCode.SCHEMA_MISMATCH),
            mysql(1146, "ER_NO_SUCH_TABLE", FaultCode.SCHEMA_MISMATCH),
            mysql(3105, "ER_NON_DEFAULT_VALUE_FOR_GENERATED_COLUMN", FaultCode.SCHEMA_MISMATCH),
            mariaDb(1932, "ER_NO_SUCH_TABLE_IN_ENGINE", FaultCode.SCHEMA_MISMATCH),
            mysql(1064, "ER_PARSE_ERROR", FaultCode.UNSUPPORTED_STATEMENT),
            mysql(1149, "ER_SYNTAX_ERROR", FaultCode.UNSUPPORTED_STATEMENT),
            mysql(1193, "ER_UNKNOWN_SYSTEM_VARIABLE", FaultCode.UNSUPPORTED_STATEMENT),
            mysql(1235, "ER_NOT_SUPPORTED_YET", FaultCode.UNSUPPORTED_STATEMENT),
            new Numbered(
                    1665,
                    "ER_BINLOG_STMT_MODE_AND_ROW_ENGINE",
                    Origin.MYSQL,
                    FaultCode.UNSUPPORTED_STATEMENT,
                    "set binlog_format=ROW on the server: what runs READ COMMITTED cannot be logged as statements"),
            mysql(1785, "ER_GTID_UNSAFE_NON_TRANSACTIONAL_TABLE", FaultCode.UNSUPPORTED_STATEMENT),
            mysql(1048, "ER_BAD_NULL_ERROR", FaultCode.CONSTRAINT_VIOLATED),
            mysql(1062, "ER_DUP_ENTRY", FaultCode.CONSTRAINT_VIOLATED),
            mysql(1216, "ER_NO_REFERENCED_ROW", FaultCode.CONSTRAINT_VIOLATED),
            mysql(1217, "ER_ROW_IS_REFERENCED", FaultCode.CONSTRAINT_VIOLATED),
            mysql(1451, "ER_ROW_IS_REFERENCED_2", FaultCode.CONSTRAINT_VIOLATED),
            mysql(1452, "ER_NO_REFERENCED_ROW_2", FaultCode.CONSTRAINT_VIOLATED),
            mysql(1761, "ER_FOREIGN_DUPLICATE_KEY_WITH_CHILD_INFO", FaultCode.CONSTRAINT_VIOLATED),
            mysql(1762, "ER_FOREIGN_DUPLICATE_KEY_WITHOUT_CHILD_INFO", FaultCode.CONSTRAINT_VIOLATED),
            mysql(3819, "ER_CHECK_CONSTRAINT_VIOLATED", FaultCode.CONSTRAINT_VIOLATED),
            mariaDb(4025, "ER_CONSTRAINT_FAILED", FaultCode.CONSTRAINT_VIOLATED),
            mysql(1264, "ER_WARN_DATA_OUT_OF_RANGE", FaultCode.DATA_REJECTED),
            mysql(1265, "WARN_DATA_TRUNCATED", FaultCode.DATA_REJECTED),
            mysql(1267, "ER_CANT_AGGREGATE_2COLLATIONS", FaultCode.DATA_REJECTED),
            mysql(1270, "ER_CANT_AGGREGATE_3COLLATIONS", FaultCode.DATA_REJECTED),
            mysql(1271, "ER_CANT_AGGREGATE_NCOLLATIONS", FaultCode.DATA_REJECTED),
            mysql(1292, "ER_TRUNCATED_WRONG_VALUE", FaultCode.DATA_REJECTED),
            mysql(1300, "ER_INVALID_CHARACTER_STRING", FaultCode.DATA_REJECTED),
            mysql(1364, "ER_NO_DEFAULT_FOR_FIELD", FaultCode.DATA_REJECTED),
            mysql(1366, "ER_TRUNCATED_WRONG_VALUE_FOR_FIELD", FaultCode.DATA_REJECTED),
            mysql(1406, "ER_DATA_TOO_LONG", FaultCode.DATA_REJECTED),
            mysql(1644, "ER_SIGNAL_EXCEPTION", FaultCode.DATA_REJECTED),
            mysql(1690, "ER_DATA_OUT_OF_RANGE", FaultCode.DATA_REJECTED),
            mysql(3854, "ER_CANNOT_CONVERT_STRING", FaultCode.DATA_REJECTED),
            mysql(3988, "ER_IMPOSSIBLE_STRING_CONVERSION", FaultCode.DATA_REJECTED));

    private static Worded vitess(String text, FaultCode code) {
        return new Worded(text, Origin.VITESS, code, "");
    }

    private static Numbered mysql(int number, String name, FaultCode code) {
        return new Numbered(number, name, Origin.MYSQL, code, "");
    }

    private static Numbered mariaDb(int number, String name, FaultCode code) {
        return new Numbered(number, name, Origin.MARIADB, code, "");
    }
}

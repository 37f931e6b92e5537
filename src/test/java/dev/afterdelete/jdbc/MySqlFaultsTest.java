package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultCode;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MySqlFaultsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1213 | 40001 | Deadlock found when trying to get lock; try restarting transaction | DEADLOCK
            1205 | 40001 | Lock wait timeout exceeded; try restarting transaction | LOCK_WAIT_TIMEOUT
            0    | 08S01 | Communications link failure | CONNECTION_LOST
            1053 | 08S01 | Server shutdown in progress | CONNECTION_LOST
            1927 | 70100 | Connection was killed | CONNECTION_LOST
            1040 | 08004 | Too many connections | TOO_MANY_CONNECTIONS
            1290 | HY000 | The MySQL server is running with the --super-read-only option | READ_ONLY
            1836 | HY000 | Running in read-only mode | READ_ONLY
            1114 | HY000 | The table 'steps' is full | DISK_FULL
            1030 | HY000 | Got error 28 - 'No space left on device' from storage engine | DISK_FULL
            3024 | HY000 | Query execution was interrupted, maximum statement execution time exceeded | STATEMENT_TIMEOUT
            1317 | 70100 | Query execution was interrupted | QUERY_INTERRUPTED
            1153 | 08S01 | Got a packet bigger than 'max_allowed_packet' bytes | PACKET_TOO_LARGE
            0    | S1000 | Packet for query is too large (70,000,000 > 67,108,864) | PACKET_TOO_LARGE
            1142 | 42000 | DELETE command denied to user 'app'@'%' for table 'steps' | ACCESS_DENIED
            1045 | 28000 | Access denied for user 'app'@'%' | ACCESS_DENIED
            1146 | 42S02 | Table 'app.steps' doesn't exist | SCHEMA_MISMATCH
            1054 | 42S22 | Unknown column 'recipe_id' in 'where clause' | SCHEMA_MISMATCH
            1451 | 23000 | Cannot delete or update a parent row: a foreign key constraint fails | CONSTRAINT_VIOLATED
            1644 | 45000 | not this one | DATA_REJECTED
            1267 | HY000 | Illegal mix of collations (latin1_bin,IMPLICIT) and (utf8mb4_general_ci,COERCIBLE) for operation '=' | DATA_REJECTED
            3854 | HY000 | Cannot convert string '\\xF0\\x9F' from utf8mb4 to latin1 | DATA_REJECTED
            31001 | 45000 | not this one either | DATA_REJECTED
            1317 | 70100 | target: app.0.primary: vttablet: rpc error: transaction 17: ended at 2026-11-22 (exceeded timeout: 4s) | STATEMENT_TIMEOUT
            1317 | 70100 | target: app.0.primary: vttablet: caller id: x: row count exceeded 10000 | ROW_LIMIT
            1317 | 70100 | vtgate: Row count exceeded 10000 | ROW_LIMIT
            1203 | 42000 | target: app.0.primary: vttablet: rpc error: code = ResourceExhausted desc = transaction pool connection limit exceeded | DATABASE_BUSY
            1041 | HY000 | Transaction throttled | DATABASE_BUSY
            1105 | HY000 | primary is not serving, there may be a reparent operation in progress | DATABASE_BUSY
            1105 | HY000 | syntax error at position 48 near 'limit' | UNSUPPORTED_STATEMENT
            1235 | 42000 | VT12001: unsupported: WITH expression in DELETE statement | UNSUPPORTED_STATEMENT
            1317 | 70100 | multi-db transaction attempted: [target:…] | UNSUPPORTED_STATEMENT
            1874 | HY000 | VT09002: delete statement with a replica target | READ_ONLY
            1317 | 70100 | target: app.0.primary: vttablet: rpc error: code = Aborted desc = transaction 17: ended at 2026-11-22 (unlocked closed connection) | STATEMENT_TIMEOUT
            3024 | HY000 | Query execution was interrupted, maximum statement execution time exceeded, elapsed time: 4.000501973s, killing connection ID 7 | STATEMENT_TIMEOUT
            1317 | 70100 | vttablet: rpc error: code = DeadlineExceeded desc = context deadline exceeded | STATEMENT_TIMEOUT
            1203 | 42000 | vttablet: rpc error: code = ResourceExhausted desc = pool waiter count exceeded | DATABASE_BUSY
            1153 | 08S01 | grpc: trying to send message larger than max (17 vs. 16) | PACKET_TOO_LARGE
            1105 | HY000 | target: app.0.primary: no healthy tablet available for 'keyspace:"app"' | DATABASE_BUSY
            1105 | HY000 | vttablet: rpc error: code = ClusterEvent desc = operation not allowed in state NOT_SERVING | DATABASE_BUSY
            1105 | HY000 | VT14003: no connection for tablet zone1-100 | DATABASE_BUSY
            1049 | 42000 | VT05003: unknown database 'app' in vschema | SCHEMA_MISMATCH
            1146 | 42S02 | VT05005: table 'steps' does not exist in keyspace 'app' | SCHEMA_MISMATCH
            1203 | 42000 | User app already has more than 'max_user_connections' active connections | TOO_MANY_CONNECTIONS
            1047 | 08S01 | WSREP has not yet prepared node for application use | CONNECTION_LOST
            1665 | HY000 | Cannot execute statement: impossible to write to binary log since BINLOG_FORMAT = STATEMENT | UNSUPPORTED_STATEMENT
            3105 | HY000 | The value specified for generated column 'slug' in table 'steps' is not allowed. | SCHEMA_MISMATCH
            1105 | HY000 | plan includes scatter, which is disallowed using the `no_scatter` command line argument | UNSUPPORTED_STATEMENT
            1105 | HY000 | target: app.0.primary: vttablet: rpc error: code = Unavailable desc = error reading from server: EOF | DATABASE_BUSY
            1105 | HY000 | primary buffer is full | DATABASE_BUSY
            1105 | HY000 | buffer full: request evicted for newer request | DATABASE_BUSY
            1105 | HY000 | VT14004: cannot find keyspace for: app | DATABASE_BUSY
            1105 | HY000 | VT14005: cannot lookup sidecar database for keyspace: app | DATABASE_BUSY
            1105 | HY000 | VT09015: schema tracking required | DATABASE_BUSY
            1105 | HY000 | target: app.0.primary: vttablet: rpc error: code = ClusterEvent desc = disallowed due to rule: enforce denied tables, CallerID: x | DATABASE_BUSY
            2002 | HY000 | Can't connect to local MySQL server through socket '/vt/mysql.sock' | CONNECTION_LOST
            9999 | HY000 | nobody has seen this one | UNCLASSIFIED
            """)
    void anErrorIsToldByItsNumberAndMessage(int number, String state, String message, FaultCode expected) {
        assertThat(MySqlFaults.of(new SQLException(message, state, number)).code())
                .isEqualTo(expected);
    }

    @Test
    void theClassOfAnExceptionDecidesNothing() {
        var poolFull = new SQLSyntaxErrorException("transaction pool connection limit exceeded", "42000", 1203);
        var timeout = new SQLNonTransientException("ended at … (exceeded timeout: 4s)", "70100", 1317);
        assertThat(MySqlFaults.of(poolFull).faultClass()).isEqualTo(FaultClass.TRANSIENT);
        assertThat(MySqlFaults.of(timeout).faultClass()).isEqualTo(FaultClass.TOO_LARGE);
    }

    @Test
    void aReasonNamesTheConstraintAndNoValue() {
        var fault = MySqlFaults.of(new SQLException(
                "Duplicate entry 'secret@example.com' for key 'users.email'; Sql: \"delete … 'secret@example.com'\"",
                "23000",
                1062));
        assertThat(fault.reason()).doesNotContain("secret").contains("1062");
        var foreignKey = MySqlFaults.of(new SQLException(
                "a foreign key constraint fails (`app`.`steps`, CONSTRAINT `steps_recipe` FOREIGN KEY (`recipe_id`))",
                "23000",
                1451));
        assertThat(foreignKey.reason()).contains("steps_recipe");
    }

    @Test
    void whereSomebodyHasToChangeASettingTheReasonSaysWhich() {
        var binaryLog = MySqlFaults.of(new SQLException("impossible to write to binary log", "HY000", 1665));
        assertThat(binaryLog.reason()).contains("binlog_format=ROW").contains("1665");
        var scatter = MySqlFaults.of(new SQLException("plan includes scatter, which is disallowed", "HY000", 1105));
        assertThat(scatter.reason()).contains("no_scatter").contains("shardBy");
    }

    @Test
    void aTableThatATriggerNamesMayBeTheOneThatIsMissing() {
        var missing = MySqlFaults.of(new SQLException("Table 'app.audit' doesn't exist", "42S02", 1146));
        assertThat(missing.reason())
                .isEqualTo("the live schema is not what the declaration, or a trigger, expects:"
                        + " Table 'app.audit' doesn't exist (MySQL error 1146, SQLState 42S02)");
    }

    @Test
    void aTableOfOurOwnThatIsMissingIsToBeCreated() {
        var missing = MySqlFaults.of(new SQLException("Table 'app.afterdelete_outbox' doesn't exist", "42S02", 1146));
        assertThat(missing.code()).isEqualTo(FaultCode.SCHEMA_MISMATCH);
        assertThat(missing.reason()).endsWith("; create it: afterdelete schema --apply");
    }

    @Test
    void aDatabaseThatIsNotThereIsToldWithTheSettingThatNamesIt() {
        var fault = MySqlFaults.whileConnecting(
                new SQLException("Unknown database 'nosuch'", "42000", 1049), "jdbc:mysql://db.example.com/nosuch");
        assertThat(fault.code()).isEqualTo(FaultCode.SCHEMA_MISMATCH);
        assertThat(fault.reason())
                .isEqualTo("there is no database nosuch: see AFTERDELETE_DB_URL (MySQL error 1049, SQLState 42000)");
    }

    @Test
    void aServerBehindTheOneThatAnsweredCannotBeReachedEither() {
        var away = new SQLException("Can't connect to local MySQL server through socket", "HY000", 2002);
        assertThat(MySqlFaults.whileConnecting(away, "jdbc:mysql://db.example.com/app")
                        .code())
                .isEqualTo(FaultCode.CANNOT_CONNECT);
    }

    @Test
    void aConnectionThatNeverStoodIsNotOneThatWasLost() {
        var refused =
                new SQLException("Communications link failure", "08S01", new java.net.ConnectException("refused"));
        var fault = MySqlFaults.whileConnecting(refused, "jdbc:mysql://db.example.com/app");
        assertThat(fault.code()).isEqualTo(FaultCode.CANNOT_CONNECT);
        assertThat(fault.reason()).contains("db.example.com").contains("refused");
    }
}

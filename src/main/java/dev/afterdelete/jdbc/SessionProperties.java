package dev.afterdelete.jdbc;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.jdbc.driver.ImpatientSocketFactory;
import java.util.Properties;

/** What the driver is told about a session, whatever the server has. */
final class SessionProperties {
    /**
     * Strict, so that nothing is cut off or converted in silence; without the modes that change what a statement means
     * or pad what it reads; and with zero dates, as rows of old schemas hold them.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/sql-mode.html">MySQL: server SQL modes</a>
     */
    private static final String SQL_MODE = "STRICT_TRANS_TABLES,NO_ENGINE_SUBSTITUTION";

    /**
     * More than what an indexed key weighs, but for text of exotic characters: keys that differ only behind what is
     * sorted come in any order, and a cursor would pass over some of them. Little enough that a sort buffer of the
     * default size holds several.
     *
     * @see <a href="https://dev.mysql.com/doc/refman/9.4/en/server-system-variables.html#sysvar_max_sort_length">MySQL:
     *     max_sort_length</a>
     */
    private static final int SORTED_BYTES = 16_384;

    private SessionProperties() {}

    static Properties of(JdbcSession.Target target, Credentials who) {
        var properties = new Properties();
        properties.setProperty("user", who.user());
        properties.setProperty("password", who.password());
        properties.setProperty(
                "connectTimeout", String.valueOf(target.connectTimeout().toMillis()));
        properties.setProperty(
                "socketTimeout", String.valueOf(target.connectTimeout().toMillis()));
        properties.setProperty("socketFactory", ImpatientSocketFactory.class.getName());
        properties.setProperty("sessionVariables", variables(target));
        target.unsaidSslMode().ifPresent(mode -> properties.setProperty("sslMode", mode));
        properties.setProperty("useAffectedRows", "true");
        properties.setProperty("useLocalSessionState", "true");
        properties.setProperty("cachePrepStmts", "true");
        properties.setProperty("characterEncoding", "UTF-8");
        // Unsaid, the driver decodes what columns hold by tables of its own, which are not in all characters the
        // server's.
        properties.setProperty("characterSetResults", "UTF-8");
        properties.setProperty("connectionAttributes", "program_name:afterdelete");
        return properties;
    }

    /** Locks of rows and of tables are waited for equally long. */
    private static String variables(JdbcSession.Target target) {
        var seconds = target.lockWaitTimeout().toSeconds();
        return "innodb_lock_wait_timeout=%d,lock_wait_timeout=%d,sql_select_limit=DEFAULT,max_sort_length=%d,sql_mode='%s',time_zone='+00:00'"
                .formatted(seconds, seconds, SORTED_BYTES, SQL_MODE);
    }
}

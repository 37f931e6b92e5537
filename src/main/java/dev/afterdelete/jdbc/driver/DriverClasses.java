package dev.afterdelete.jdbc.driver;

import java.util.List;

/**
 * The classes of the database's driver from which a connection is made: with those that they lead to, they are most of
 * what a first connection loads.
 */
public final class DriverClasses {
    private static final List<String> NAMES = List.of(
            "com.mysql.cj.jdbc.Driver",
            "com.mysql.cj.CharsetMapping",
            "com.mysql.cj.conf.PropertyDefinitions",
            "com.mysql.cj.conf.ConnectionUrlParser",
            "com.mysql.cj.conf.url.SingleConnectionUrl",
            "com.mysql.cj.jdbc.JdbcPropertySetImpl",
            "com.mysql.cj.jdbc.ConnectionImpl",
            "com.mysql.cj.NativeSession",
            "com.mysql.cj.protocol.StandardSocketFactory",
            "com.mysql.cj.protocol.a.NativeProtocol",
            "com.mysql.cj.protocol.a.NativeSocketConnection",
            "com.mysql.cj.protocol.a.NativeAuthenticationProvider",
            "com.mysql.cj.protocol.a.NativeServerSession",
            "com.mysql.cj.protocol.a.TextResultsetReader",
            "com.mysql.cj.protocol.a.NativeMessageBuilder",
            "com.mysql.cj.protocol.a.authentication.CachingSha2PasswordPlugin",
            "com.mysql.cj.jdbc.ClientPreparedStatement",
            "com.mysql.cj.jdbc.result.ResultSetImpl");

    private DriverClasses() {}

    /**
     * Loads and initializes them. Opens nothing. <b>Idempotent</b>. <b>Threads</b>: any.
     *
     * @throws IllegalStateException when one is missing, as it may be in another version of the driver
     */
    public static void load() {
        for (var name : NAMES) {
            try {
                Class.forName(name);
            } catch (ClassNotFoundException missing) {
                throw new IllegalStateException("the driver has no class " + name, missing);
            }
        }
    }
}

package dev.afterdelete.bench;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

/** Connector/J with a {@link StatementCounter} in each of its connections, whoever opens them. */
final class CountingDriver implements Driver {
    private final Driver driver;

    private CountingDriver(Driver driver) {
        this.driver = driver;
    }

    /** Takes the place of Connector/J in this JVM. */
    static void install() throws SQLException {
        var driver = DriverManager.getDriver("jdbc:mysql://127.0.0.1/");
        DriverManager.deregisterDriver(driver);
        DriverManager.registerDriver(new CountingDriver(driver));
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        var counting = new Properties();
        counting.putAll(info);
        counting.setProperty("queryInterceptors", StatementCounter.class.getName());
        return driver.connect(url, counting);
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return driver.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return driver.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return driver.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return driver.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return driver.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }
}

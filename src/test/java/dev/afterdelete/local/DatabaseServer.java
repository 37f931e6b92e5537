package dev.afterdelete.local;

import java.sql.SQLException;

/** A running database server that the local system and the tests may do with as they like. */
public interface DatabaseServer extends AutoCloseable {
    /** Product and where it runs, for a person: {@code mysql:9.7 (container)}. */
    String name();

    /** Where it listens, and who may do anything there. */
    DatabaseAddress address();

    /** An empty database that nobody else uses. */
    default LocalDatabase createFresh() throws SQLException {
        return address().createFresh();
    }

    /** Kills the server, whatever it is doing, and starts it again on the same rows; waits until it answers. */
    void crash();

    /** Stops the server and forgets all of its rows. <b>Idempotent</b>. */
    @Override
    void close();
}

package dev.afterdelete.house.canary.config.queue;

import dev.afterdelete.jdbc.JdbcSession;
import java.sql.Connection;

/** Planted: a class of the room config.queue would open two doors that are shut. */
interface Offender {
    JdbcSession room();

    Connection library();
}

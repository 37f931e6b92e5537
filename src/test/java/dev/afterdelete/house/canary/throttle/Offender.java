package dev.afterdelete.house.canary.throttle;

import dev.afterdelete.jdbc.JdbcSession;
import java.sql.Connection;

/** Planted: a class of the room throttle would open two doors that are shut. */
interface Offender {
    JdbcSession room();

    Connection library();
}

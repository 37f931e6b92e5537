package dev.afterdelete.house.canary.rabbit;

import dev.afterdelete.jdbc.JdbcSession;
import java.sql.Connection;

/** Planted: a class of the room rabbit would open two doors that are shut. */
interface Offender {
    JdbcSession room();

    Connection library();
}

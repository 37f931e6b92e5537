package dev.afterdelete.house.canary.lambda;

import dev.afterdelete.jdbc.JdbcSession;
import java.sql.Connection;

/** Planted: a class of the room lambda would open two doors that are shut. */
interface Offender {
    JdbcSession room();

    Connection library();
}

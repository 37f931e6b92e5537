package dev.afterdelete.house.canary.cli.health;

import dev.afterdelete.jdbc.JdbcSession;
import java.sql.Connection;

/** Planted: a class of the room cli.health would open two doors that are shut. */
interface Offender {
    JdbcSession room();

    Connection library();
}

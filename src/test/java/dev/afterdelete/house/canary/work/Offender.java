package dev.afterdelete.house.canary.work;

import dev.afterdelete.execute.Database;
import java.sql.Connection;

/** Planted: a class of the room work would open two doors that are shut. */
interface Offender {
    Database room();

    Connection library();
}

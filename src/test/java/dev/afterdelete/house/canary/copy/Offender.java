package dev.afterdelete.house.canary.copy;

import dev.afterdelete.execute.Database;
import java.sql.Connection;

/** Planted: a class of the room copy would open two doors that are shut. */
interface Offender {
    Database room();

    Connection library();
}

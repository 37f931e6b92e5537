package dev.afterdelete.house.canary.transact;

import dev.afterdelete.execute.Database;
import java.sql.Connection;

/** Planted: a class of the room transact would open two doors that are shut. */
interface Offender {
    Database room();

    Connection library();
}

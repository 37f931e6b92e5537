package dev.afterdelete.house.canary.sql;

import dev.afterdelete.transact.Transaction;
import java.sql.Connection;

/** Planted: a class of the room sql would open two doors that are shut. */
interface Offender {
    Transaction room();

    Connection library();
}

package dev.afterdelete.house.canary.config;

import dev.afterdelete.graph.Key;
import java.sql.Connection;

/** Planted: a class of the room config would open two doors that are shut. */
interface Offender {
    Key room();

    Connection library();
}

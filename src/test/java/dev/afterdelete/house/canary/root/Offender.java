package dev.afterdelete.house.canary.root;

import dev.afterdelete.lambda.ApiHandler;
import java.sql.Connection;

/** Planted: a class of the room root would open two doors that are shut. */
interface Offender {
    ApiHandler room();

    Connection library();
}

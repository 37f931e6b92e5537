package dev.afterdelete.house.canary.execute;

import dev.afterdelete.serve.Answer;
import java.sql.Connection;

/** Planted: a class of the room execute would open two doors that are shut. */
interface Offender {
    Answer room();

    Connection library();
}

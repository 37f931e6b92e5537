package dev.afterdelete.cli.redrive;

import dev.afterdelete.redrive.Choice;
import dev.afterdelete.redrive.Exhibit;
import dev.afterdelete.redrive.Overview;
import dev.afterdelete.redrive.Refusal;
import dev.afterdelete.redrive.Report;

/** How what was found and done reads, line feed included. */
public interface Output {
    /** Groups of refused messages. */
    String overview(Overview overview);

    /** One refused message, whole. */
    String exhibit(Exhibit exhibit);

    /** One refused message among those that something would be done with. */
    String candidate(Refusal refusal);

    /** What would be done. */
    String trial(Deed deed, Overview chosen);

    /** What was done. */
    String report(Deed deed, Overview chosen, Report report);

    /** What could have been chosen where nothing was; empty where that needs no word. */
    String hint(Choice choice, Overview chosen);
}

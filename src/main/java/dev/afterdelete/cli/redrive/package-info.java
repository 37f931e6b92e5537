/**
 * How is a person asked and told about refused messages? What the command line chose comes in; text, JSON and an exit
 * code go out. What is done with the messages is not here.
 */
@NullMarked
package dev.afterdelete.cli.redrive;

import org.jspecify.annotations.NullMarked;

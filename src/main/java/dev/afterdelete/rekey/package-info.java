/**
 * What follows when columns of a row got other values, to which children refer? A key update comes in; what the
 * children hold and what they get go out. How they get it is not here.
 */
@NullMarked
package dev.afterdelete.rekey;

import org.jspecify.annotations.NullMarked;

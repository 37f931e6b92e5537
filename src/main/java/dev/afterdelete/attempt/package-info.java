/**
 * What does one bounded transaction do for a key group? A group, and where the attempt before stopped, come in; what
 * was changed and where this one stopped go out. Cascade, set null and set default are here, as one walk. Which group
 * comes next, and what a fault leads to, is not here.
 */
@NullMarked
package dev.afterdelete.attempt;

import org.jspecify.annotations.NullMarked;

/**
 * How does a person, or a machine, read what we know? Plans, declarations and previews come in; text, SQL, JSON and
 * charts go out. Where it is printed is not here.
 */
@NullMarked
package dev.afterdelete.cli.print;

import org.jspecify.annotations.NullMarked;

/**
 * How do columns and indexes read in the catalogue of MySQL, MariaDB and Vitess? Rows of it come in; columns and
 * indexes go out, by the name of their table. When they are asked for is not here.
 */
@NullMarked
package dev.afterdelete.jdbc.catalogue;

import org.jspecify.annotations.NullMarked;

/**
 * Does a cascade end as InnoDB's own foreign keys would have ended it? Random schemas stand twice on one server, once
 * with foreign keys and once without any; the same happens to both, and then they must hold the same rows.
 */
@NullMarked
package dev.afterdelete.differential;

import org.jspecify.annotations.NullMarked;

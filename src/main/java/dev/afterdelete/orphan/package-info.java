/**
 * Which references lead nowhere? Pages of child rows come in; what was found goes out, and confirmed orphans to the
 * engine. Where the scan stands, and what it remembers, is kept behind a port. When it runs is not decided here.
 */
@NullMarked
package dev.afterdelete.orphan;

import org.jspecify.annotations.NullMarked;

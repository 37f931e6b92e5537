/** How do the rooms fit? Settings come in; the whole system goes out. The only place that makes adapters. */
@NullMarked
package dev.afterdelete;

import org.jspecify.annotations.NullMarked;

/** What does a first connection need? Classes of the driver get loaded; nothing is opened here. */
@NullMarked
package dev.afterdelete.jdbc.driver;

import org.jspecify.annotations.NullMarked;

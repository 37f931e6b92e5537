/** What does a connection need of the driver? Its classes get loaded, and its sockets made; nothing is asked here. */
@NullMarked
package dev.afterdelete.jdbc.driver;

import org.jspecify.annotations.NullMarked;

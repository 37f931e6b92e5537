/**
 * How does a database describe itself on MySQL, MariaDB and Vitess? A session comes in; a {@code LiveDatabase} goes
 * out. What is right or wrong about it is not here.
 */
@NullMarked
package dev.afterdelete.jdbc.schema;

import org.jspecify.annotations.NullMarked;

/**
 * How fast is it, beside what a team would write by hand? Measurements that anybody can run, each with its own command;
 * none of them is a test.
 */
@NullMarked
package dev.afterdelete.bench;

import org.jspecify.annotations.NullMarked;

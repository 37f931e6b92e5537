/**
 * What does a declaration say? YAML values with their places come in; tables and relations go out, and mistakes are
 * collected. How YAML is spelled is not here, and neither is whether the live schema agrees.
 */
@NullMarked
package dev.afterdelete.wire.declaration;

import org.jspecify.annotations.NullMarked;

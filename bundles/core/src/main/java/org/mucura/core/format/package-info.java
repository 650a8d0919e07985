/** How records lie in a metadata store: keys, envelope, tagged fields; docs/format.md in code. */
@NullMarked
package org.mucura.core.format;

import org.jspecify.annotations.NullMarked;

/** The distribution as it is shipped, in a process of its own. */
@NullMarked
package org.mucura.itests;

import org.jspecify.annotations.NullMarked;

/** How commands show what they found: to people as tables and lines, to programs as JSON. */
@NullMarked
package org.mucura.commands.output;

import org.jspecify.annotations.NullMarked;

/** What the console tells of the gateway that it belongs to. */
@NullMarked
package org.mucura.commands.gateway;

import org.jspecify.annotations.NullMarked;

/** The settings that hold at present. */
@NullMarked
package org.mucura.settings.live;

import org.jspecify.annotations.NullMarked;

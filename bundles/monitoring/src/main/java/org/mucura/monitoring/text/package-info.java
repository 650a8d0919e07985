/** JSON, as far as it is written here. */
@NullMarked
package org.mucura.monitoring.text;

import org.jspecify.annotations.NullMarked;

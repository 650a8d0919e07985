/** Whether settings are right, and what would be. */
@NullMarked
package org.mucura.settings.check;

import org.jspecify.annotations.NullMarked;

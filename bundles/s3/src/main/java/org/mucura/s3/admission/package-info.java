/** How much is worked on at once, and for whom. */
@NullMarked
package org.mucura.s3.admission;

import org.jspecify.annotations.NullMarked;

/** Contents on their way into the content stores and out of them. */
@NullMarked
package org.mucura.core.blob;

import org.jspecify.annotations.NullMarked;

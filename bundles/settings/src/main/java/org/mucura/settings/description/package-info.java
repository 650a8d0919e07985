/** Which settings there are, as bundles describe them in their metatype documents. */
@NullMarked
package org.mucura.settings.description;

import org.jspecify.annotations.NullMarked;

/** A metadata store in the memory of this process, for tests and trials. */
@NullMarked
package org.mucura.metadata.memory;

import org.jspecify.annotations.NullMarked;

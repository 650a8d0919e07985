/** What every metadata store must do, as tests. */
@NullMarked
package org.mucura.spi.tests.metadata;

import org.jspecify.annotations.NullMarked;

/** What every store of contents must do, as tests. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.spi.tests.blob;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

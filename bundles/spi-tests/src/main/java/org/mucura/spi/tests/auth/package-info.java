/** What every authenticator must do, as tests. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.spi.tests.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

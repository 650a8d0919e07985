/** Who sends a request: the chain of authenticators. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

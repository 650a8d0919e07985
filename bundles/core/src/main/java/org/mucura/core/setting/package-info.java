/** What an administrator may set about the core, live. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.setting;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

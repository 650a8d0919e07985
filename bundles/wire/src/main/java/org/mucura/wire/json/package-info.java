/** JSON, as far as it is written here: in ASCII and in one line, whatever is in it. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.wire.json;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

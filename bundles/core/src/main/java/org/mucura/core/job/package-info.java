/** Work behind the requests, done by one gateway at a time. */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.core.job;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

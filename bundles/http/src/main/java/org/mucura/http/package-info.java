/** What an application needs to be served by Mucura's HTTP server. */
@Export
@Version("1.3.0")
@NullMarked
package org.mucura.http;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

/**
 * Who sends a request: what an authentication plug-in implements, and what it may ask of Mucura.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.mucura.spi.auth;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

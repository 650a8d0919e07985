/** Certificates and keys from files, replaced while connections are open. */
@NullMarked
package org.mucura.http.tls;

import org.jspecify.annotations.NullMarked;

/** Proxies in front of a listener: which are trusted, and what they say of clients. */
@NullMarked
package org.mucura.http.proxy;

import org.jspecify.annotations.NullMarked;

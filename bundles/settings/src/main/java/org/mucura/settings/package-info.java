/** Takes settings from files and the environment, checks them, and hands on what is right. */
@NullMarked
package org.mucura.settings;

import org.jspecify.annotations.NullMarked;

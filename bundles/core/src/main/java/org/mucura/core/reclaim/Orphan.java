package org.mucura.core.reclaim;

/**
 * What no record names.
 *
 * @param store the name of its content store; empty for a page of a part table
 * @param place a blob's id, or the page's key
 */
public record Orphan(String store, String place) {}

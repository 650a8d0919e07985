package org.mucura.core.lease;

/**
 * How much a service is in use.
 *
 * @param name the service's name
 * @param service the service itself, for a look at what it is; not to be called
 * @param leases how many leases are out
 */
public record LeaseCount<T>(String name, T service, int leases) {}

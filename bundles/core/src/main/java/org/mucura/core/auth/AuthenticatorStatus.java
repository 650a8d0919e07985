package org.mucura.core.auth;

/**
 * An authenticator at one moment.
 *
 * @param technology the class that serves it
 * @param leases how many requests it is judging
 * @param required whether nobody is judged without it
 */
public record AuthenticatorStatus(String name, String technology, int leases, boolean required) {}

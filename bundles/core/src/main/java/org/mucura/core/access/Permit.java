package org.mucura.core.access;

/**
 * The permission to do what was asked, with what it obliges to.
 *
 * @param createOnly a write may make an object but not replace one; to be handed to the write
 *     itself, which judges it in the same step that makes the object visible
 */
public record Permit(boolean createOnly) {

  /** Obliges to nothing. */
  public static final Permit FREE = new Permit(false);
}

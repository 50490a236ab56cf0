package org.gatehouse.provision;

/**
 * What is to be done in which realm.
 *
 * @param issuer of the realm
 * @param publicUrl of this Gatehouse
 * @param service whether it is to have a service account
 * @param adopt whether to take over what others have made under our names
 * @param undo whether to remove what was made, instead
 */
public record ProvisionOrder(String issuer, String publicUrl, boolean service, boolean adopt, boolean undo) {}

package org.gatehouse.provision;

/**
 * Who may change a realm of Keycloak, for as long as it takes: never kept, never written.
 *
 * @param realm where they are known: {@code master}, or the realm itself
 */
record Administrator(String realm, String name, String password) {

    @Override
    public String toString() {
        return name + " of " + realm;
    }
}

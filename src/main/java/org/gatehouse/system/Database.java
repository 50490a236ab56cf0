package org.gatehouse.system;

import jakarta.annotation.sql.DataSourceDefinition;

/**
 * Names the database for the container: a pool of connections that {@link ConfiguredDataSource} opens. One that was not used for a
 * second is asked whether it is still there, so that a database that was restarted is found again.
 */
@DataSourceDefinition(
        name = "java:app/jdbc/gatehouse",
        className = "org.gatehouse.system.ConfiguredDataSource",
        minPoolSize = 2,
        maxPoolSize = 32,
        properties = {
            "fish.payara.is-connection-validation-required=true",
            "fish.payara.connection-validation-method=custom-validation",
            "fish.payara.validation-classname=org.glassfish.api.jdbc.validation.JDBC40ConnectionValidation",
            "fish.payara.validate-atmost-once-period-in-seconds=1"
        })
public class Database {}

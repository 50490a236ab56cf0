package org.gatehouse.system;

import jakarta.annotation.sql.DataSourceDefinition;

/** Names the database for the container: a pool of connections that {@link ConfiguredDataSource} opens. */
@DataSourceDefinition(
        name = "java:app/jdbc/gatehouse",
        className = "org.gatehouse.system.ConfiguredDataSource",
        minPoolSize = 2,
        maxPoolSize = 32)
public class Database {}
